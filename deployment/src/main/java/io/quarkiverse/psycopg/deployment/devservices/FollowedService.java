package io.quarkiverse.psycopg.deployment.devservices;

/**
 * Not a server of ours: the one that the Dev Service of Quarkus's datasource started.
 */
final class FollowedService implements PostgresService {

    private volatile String url;

    /** Told by Quarkus once the datasource's Dev Service runs, in the form of its own driver. */
    void follow(String datasourceUrl) {
        url = DatasourceLink.plain(datasourceUrl);
    }

    @Override
    public void start() {
        if (url == null) {
            throw new IllegalStateException("the Dev Service of the datasource did not tell its address");
        }
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public String address() {
        return url.replaceFirst("^[a-z]+://", "").replaceFirst("[/?].*$", "");
    }

    @Override
    public String database() {
        return url.replaceFirst("^[a-z]+://[^/]*/?", "").replaceFirst("\\?.*$", "");
    }

    /** The container is the datasource's. */
    @Override
    public String getContainerId() {
        return null;
    }

    @Override
    public void close() {
        url = null;
    }
}
