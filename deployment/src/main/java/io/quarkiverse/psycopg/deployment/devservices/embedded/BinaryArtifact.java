package io.quarkiverse.psycopg.deployment.devservices.embedded;

import java.io.IOException;
import java.nio.file.Path;

import org.eclipse.aether.artifact.DefaultArtifact;

import io.quarkus.bootstrap.resolver.maven.BootstrapMavenException;
import io.quarkus.bootstrap.resolver.maven.MavenArtifactResolver;

/**
 * The Maven artifact with one platform's binaries of one version; resolved when it is asked for, by the user's own Maven
 * settings. A dependency in the POM would bring all platforms.
 */
record BinaryArtifact(Platform platform, String version) implements ArchiveSource {

    private static final String GROUP = "io.zonky.test.postgres";

    @Override
    public Path archive() throws IOException {
        try {
            // The workspace has nothing to say about it, and reading all its POMs takes time.
            MavenArtifactResolver resolver = MavenArtifactResolver.builder().setWorkspaceDiscovery(false).build();
            return resolver.resolve(new DefaultArtifact(GROUP, platform.artifactId(), "jar", version))
                    .getArtifact().getFile().toPath();
        } catch (BootstrapMavenException e) {
            throw new IOException("PostgreSQL's binaries " + this + " could not be had from Maven (" + rootMessage(e)
                    + "): connect to the repository once, name another quarkus.psycopg.devservices.version,"
                    + " or configure quarkus.psycopg.url", e);
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }

    @Override
    public String toString() {
        return GROUP + ":" + platform.artifactId() + ":" + version;
    }
}
