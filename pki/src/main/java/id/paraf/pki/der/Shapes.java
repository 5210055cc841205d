package id.paraf.pki.der;

import java.util.Arrays;

import id.paraf.pki.der.DerReader.NotDer;

/**
 * Tells by its shape what some DER is, without making objects of its parts: for those who sign thousands a second, or a list of a
 * million, and must not sign anything else. What is nested is DER all the way down; what it says is another's matter.
 */
public final class Shapes {

    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    /** Version 2. */
    private static final byte[] V2 = {1};

    private Shapes() {
    }

    /** RFC 6960 §4.2.1: responderID by name or by key, producedAt, responses, perhaps extensions; version 1 is never written. */
    public static boolean isResponseData(byte[] der) {
        return fits(der, data -> {
            int responder = data.next(0xa1) ? 0xa1 : 0xa2;
            all(data.enter(responder));
            time(data, GENERALIZED_TIME);
            all(data.enter(DerReader.SEQUENCE));
            if (data.more()) {
                all(data.enter(0xa1));
            }
        });
    }

    /**
     * RFC 5280 §5.1, version 2 with nextUpdate and extensions.
     *
     * @param algorithm the AlgorithmIdentifier that must stand in it, DER
     */
    public static boolean isCertList(byte[] der, byte[] algorithm) {
        return fits(der, list -> {
            require(Arrays.equals(list.integer(), V2));
            require(Arrays.equals(list.whole(DerReader.SEQUENCE), algorithm));
            all(list.enter(DerReader.SEQUENCE));
            anyTime(list);
            anyTime(list);
            if (list.next(DerReader.SEQUENCE)) {
                var entries = list.enter(DerReader.SEQUENCE);
                // §5.1.2.6: absent rather than empty.
                require(entries.more());
                while (entries.more()) {
                    entry(entries.enter(DerReader.SEQUENCE));
                }
            }
            all(list.enter(0xa0));
        });
    }

    private static void entry(DerReader entry) {
        entry.integer();
        anyTime(entry);
        if (entry.more()) {
            all(entry.enter(DerReader.SEQUENCE));
        }
        entry.end();
    }

    private interface Grammar {
        void read(DerReader inner);
    }

    private static boolean fits(byte[] der, Grammar grammar) {
        try {
            var outer = new DerReader(der);
            var inner = outer.enter(DerReader.SEQUENCE);
            outer.end();
            grammar.read(inner);
            inner.end();
            return true;
        } catch (NotDer another) {
            return false;
        }
    }

    private static void all(DerReader inner) {
        while (inner.more()) {
            inner.skip();
        }
    }

    private static void anyTime(DerReader reader) {
        time(reader, reader.next(UTC_TIME) ? UTC_TIME : GENERALIZED_TIME);
    }

    /** RFC 5280 §4.1.2.5: digits and a Z, with seconds and without fractions. */
    private static void time(DerReader reader, int tag) {
        byte[] text = reader.content(tag);
        require(text.length == (tag == UTC_TIME ? 13 : 15) && text[text.length - 1] == 'Z');
        for (int i = 0; i < text.length - 1; i++) {
            require(text[i] >= '0' && text[i] <= '9');
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new NotDer("another shape was expected");
        }
    }
}
