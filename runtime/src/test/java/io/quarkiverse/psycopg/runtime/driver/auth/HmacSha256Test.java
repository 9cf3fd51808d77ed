package io.quarkiverse.psycopg.runtime.driver.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;

class HmacSha256Test {

    @Test
    void computesTheFirstTwoExamplesOfRfc4231() {
        byte[] key = new byte[20];
        Arrays.fill(key, (byte) 0x0b);
        assertThat(hex(HmacSha256.of(key, "Hi There")))
                .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
        assertThat(hex(HmacSha256.of("Jefe".getBytes(), "what do ya want for nothing?")))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void agreesWithTheJdkForEveryLengthOfKeyAndMessage() throws Exception {
        Random random = new Random(20260101);
        for (int length = 0; length <= 200; length++) {
            byte[] key = bytes(random, length);
            byte[] message = bytes(random, random.nextInt(300));
            Mac mac = Mac.getInstance("HmacSHA256");
            // To the JDK a key of nothing is none; to HMAC it is one zero byte.
            mac.init(new SecretKeySpec(length == 0 ? new byte[1] : key, "HmacSHA256"));
            assertThat(HmacSha256.of(key, message)).isEqualTo(mac.doFinal(message));
        }
    }

    @Test
    void keepsItsKeyOverManyMessagesAndMayOverwriteThem() {
        HmacSha256 hmac = new HmacSha256("key".getBytes());
        byte[] block = new byte[HmacSha256.LENGTH];
        byte[] expected = new byte[HmacSha256.LENGTH];
        for (int i = 0; i < 10; i++) {
            hmac.compute(block, block);
            expected = HmacSha256.of("key".getBytes(), expected);
            assertThat(block).isEqualTo(expected);
        }
        assertThat(hmac).hasToString("HmacSha256[***]");
    }

    @Test
    void tooLittleRoomIsRefused() {
        assertThatThrownBy(() -> new HmacSha256(new byte[1]).compute(new byte[1], new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
