package io.quarkiverse.psycopg.conformance;

/**
 * What a case showed.
 *
 * @param rule the number of the rule of a difference, else null
 */
record Verdict(Outcome outcome, String actual, String rule) {

    enum Outcome {
        PASS,
        DIFFERENCE,
        FAIL,
        UNSUPPORTED;

        String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static Verdict pass(Object actual) {
        return new Verdict(Outcome.PASS, String.valueOf(actual), null);
    }

    /** What the rule says was found to hold. */
    static Verdict difference(String rule, Object actual) {
        return new Verdict(Outcome.DIFFERENCE, String.valueOf(actual), rule);
    }

    static Verdict fail(Object actual) {
        return new Verdict(Outcome.FAIL, String.valueOf(actual), null);
    }

    static Verdict unsupported(String reason) {
        return new Verdict(Outcome.UNSUPPORTED, reason, null);
    }
}
