package id.paraf.pades.pdf;

import java.util.LinkedHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Objects that were read already, by their place in the file: from one revision to the next nearly all of them are the same. The ones
 * not used for longest go first, so that a file cannot make this large.
 */
final class ReadObjects {

    /** Bytes of heap, roughly, that all of them may take. */
    private static final long MOST = 8 << 20;
    /** What a value takes besides its content. */
    private static final int VALUE = 48;

    /**
     * Where an object stands, and as what it was asked for there.
     *
     * @param place    its offset, or its object stream's
     * @param index    in the object stream; -1 for an object of its own
     * @param revision whose cross-reference section names it: where that ends, the object has to end
     */
    record Key(long place, int index, int number, int generation, int revision) {
    }

    /**
     * @param start  as {@link PdfView.Located} says it
     * @param values how many it is made of: what going through it again costs
     */
    record Kept(PdfObject value, long start, long end, long values, long weight) {
    }

    private final LinkedHashMap<Key, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long weight;

    @Nullable Kept get(Key key) {
        return kept.get(key);
    }

    /** Keeps a value, unless it is so large that it would push out most others. */
    void keep(Key key, PdfObject value, long start, long end) {
        var size = new Size();
        size.add(value);
        long own = VALUE * size.values + size.content;
        if (own > MOST / 4) {
            return;
        }
        kept.put(key, new Kept(value, start, end, size.values, own));
        weight += own;
        var eldest = kept.values().iterator();
        while (weight > MOST) {
            weight -= eldest.next().weight();
            eldest.remove();
        }
    }

    /** What was encrypted reads otherwise from here on. */
    void forget() {
        kept.clear();
        weight = 0;
    }

    private static final class Size {
        private long values;
        private long content;

        void add(PdfObject value) {
            values++;
            switch (value) {
                case PdfObject.Array(var items) -> items.forEach(this::add);
                case PdfObject.Dictionary(var entries) -> {
                    values += entries.size();
                    entries.values().forEach(this::add);
                }
                case PdfObject.Stream stream -> add(stream.dictionary());
                case PdfObject.Text text -> content += text.bytes().length;
                case PdfObject.Name(var name) -> content += name.length();
                case PdfObject.Real(var lexeme) -> content += lexeme.length();
                default -> {
                }
            }
        }
    }
}
