package io.quarkiverse.psycopg.runtime.driver.wire;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.psycopg.runtime.driver.wire.frontend.FrontendDecoder;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.FrontendMessage;
import io.quarkiverse.psycopg.testsupport.FuzzTarget;

/** Whatever a client sends is decoded or a violation: the scripted server never fails in another way. */
class FrontendDecoderFuzzTest extends FuzzTarget {

    @Override
    protected List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        WireWriter out = new WireWriter();
        for (FrontendMessage message : FrontendRoundTripTest.all()) {
            boolean typed = message.type().code() != 0;
            out.reset();
            if (typed) {
                FrontendRoundTripTest.STARTUP.write(out);
            }
            message.write(out);
            seeds.add(out.toByteArray());
        }
        return seeds;
    }

    @Override
    protected void consume(byte[] input) {
        List<FrontendMessage> messages = new ArrayList<>();
        new FrontendDecoder(WireLimits.DEFAULT).feed(input, 0, input.length, messages::add);
        messages.forEach(Object::toString);
    }
}
