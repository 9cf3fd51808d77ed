package io.quarkiverse.psycopg.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Asciidoctor reports broken includes and links within a page; this one follows those between pages. */
class RenderedPagesTest {

    private static final Path SOURCES = Path.of("modules/ROOT");
    private static final Path RENDERED = Path.of("target/generated-docs");
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final Pattern XREF = Pattern.compile("xref:([a-z0-9-]+)\\.adoc");

    @Test
    void linksLeadSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (String page : pages()) {
            String html = rendered(page);
            for (Matcher link = LINK.matcher(html); link.find();) {
                String target = link.group(1);
                if (!target.matches("[a-z]+:.*") && !target.startsWith("//") && !exists(page, target)) {
                    broken.add(page + ": " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyPageIsInTheNavigation() throws IOException {
        Set<String> listed = new TreeSet<>();
        Matcher entry = XREF.matcher(Files.readString(SOURCES.resolve("nav.adoc")));
        while (entry.find()) {
            listed.add(entry.group(1));
        }
        assertThat(listed).isEqualTo(pages());
    }

    @Test
    void noPageShowsAnUnresolvedAttributeOrInclude() throws IOException {
        for (String page : pages()) {
            assertThat(rendered(page)).as(page).doesNotContain("Unresolved directive", "{examplesdir}", "{partialsdir}");
        }
    }

    private static boolean exists(String page, String target) throws IOException {
        int hash = target.indexOf('#');
        String file = hash < 0 ? target : target.substring(0, hash);
        String anchor = hash < 0 ? "" : target.substring(hash + 1);
        Path path = RENDERED.resolve(file.isEmpty() ? page + ".html" : file);
        return Files.exists(path) && (anchor.isEmpty() || Files.readString(path).contains("id=\"" + anchor + "\""));
    }

    private static String rendered(String page) throws IOException {
        return Files.readString(RENDERED.resolve(page + ".html"));
    }

    private static Set<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES.resolve("pages"))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".adoc"))
                    .map(name -> name.substring(0, name.length() - 5)).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
