package io.quarkiverse.psycopg.showcase;

/** What a page hears of the stream of changes, in one response: browsers open few of them at a time. One of the two is null. */
public record FeedNews(Audited change, FeedFigures figures) {

    static FeedNews of(Audited change) {
        return new FeedNews(change, null);
    }

    static FeedNews of(FeedFigures figures) {
        return new FeedNews(null, figures);
    }
}
