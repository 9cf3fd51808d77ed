package io.quarkiverse.psycopg.runtime.driver.auth;

import java.util.List;
import java.util.stream.Stream;

import io.quarkiverse.psycopg.error.AuthenticationException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.testsupport.FuzzTarget;

/** Whatever a server says, the client answers or refuses in one of its two ways, and never believes a false proof. */
class ScramClientFuzzTest extends FuzzTarget {

    private static final int CAP = 10;

    /** The server's two messages, one line each. */
    @Override
    protected List<byte[]> seeds() {
        return Stream.of("r=abcd,s=AAAA,i=1\nv=AAAA", "r=abcd,s=AAAAAAAA,i=10\ne=unknown-user",
                "r=abcd,s=AA==,i=2147483647\n", "r=abcd,s=AAAA,i=1,x=y\nv=AAAA,x=y", "m=x,r=abcd,s=AAAA,i=1\n")
                .map(text -> Bytes.utf8(text).toByteArray()).toList();
    }

    @Override
    protected boolean isExpected(RuntimeException failure) {
        return failure instanceof ProtocolViolationException || failure instanceof AuthenticationException;
    }

    @Override
    protected void consume(byte[] input) {
        int split = 0;
        while (split < input.length && input[split] != '\n') {
            split++;
        }
        int last = Math.min(split + 1, input.length);
        ScramClient client = new ScramClient(ScramBinding.NONE, CAP, "", "abc");
        client.firstMessage();
        ScramChallenge challenge = client.challenge(Bytes.copyOf(input, 0, split));
        client.finalMessage(ScramKeys.derive("secret", challenge.salt(), challenge.iterations(), () -> false));
        client.verify(Bytes.copyOf(input, last, input.length - last));
        throw new AssertionError("a server that does not know the password was believed");
    }
}
