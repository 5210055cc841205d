package id.paraf.pades.verify;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfFile;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfObject.Array;
import id.paraf.pades.pdf.PdfObject.Bool;
import id.paraf.pades.pdf.PdfObject.Dictionary;
import id.paraf.pades.pdf.PdfObject.Int;
import id.paraf.pades.pdf.PdfObject.Name;
import id.paraf.pades.pdf.PdfObject.Null;
import id.paraf.pades.pdf.PdfObject.Real;
import id.paraf.pades.pdf.PdfObject.Reference;
import id.paraf.pades.pdf.PdfObject.Stream;
import id.paraf.pades.pdf.PdfObject.Text;
import id.paraf.pades.pdf.PdfView;

/** What an attacker writes: one more revision by hand, or other bytes in place. */
final class Tampering {

    private final byte[] base;
    private final PdfView view;
    private final Map<Integer, String> objects = new TreeMap<>();
    private final Map<Integer, Long> pointers = new TreeMap<>();
    private int next;
    private String root;

    private Tampering(byte[] base) throws MalformedPdf {
        this.base = base;
        this.view = PdfFile.of(base, Limits.ORDINARY).current();
        this.next = view.revision().size();
        this.root = view.root().number() + " 0 R";
    }

    static Tampering of(byte[] base) {
        try {
            return new Tampering(base);
        } catch (MalformedPdf e) {
            throw new IllegalStateException(e);
        }
    }

    PdfView view() {
        return view;
    }

    int root() throws MalformedPdf {
        return view.root().number();
    }

    /** The number of the first page. */
    int page() throws MalformedPdf {
        return Pages.of(view).leaves().keySet().iterator().next();
    }

    Dictionary dictionary(int number) throws MalformedPdf {
        return view.dictionary(new Reference(number, 0));
    }

    /** The number that an entry refers to. */
    static int target(PdfObject value) {
        return ((Reference) value).number();
    }

    Tampering put(int number, String body) {
        objects.put(number, body);
        return this;
    }

    Tampering put(int number, PdfObject value) {
        return put(number, write(value));
    }

    int add(String body) {
        objects.put(next, body);
        return next++;
    }

    Tampering free(int number) {
        objects.put(number, "");
        return this;
    }

    /** An entry that leads to bytes that are already there. */
    Tampering point(int number, long offset) {
        pointers.put(number, offset);
        return this;
    }

    Tampering root(int number) {
        root = number + " 0 R";
        return this;
    }

    static String stream(String content) {
        return "<< /Length " + content.length() + " >>\nstream\n" + content + "\nendstream";
    }

    /** The file with the revision appended. */
    byte[] build() {
        return build("");
    }

    /** @param loose bytes between the objects and the table */
    byte[] build(String loose) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(base);
        if (base[base.length - 1] != '\n') {
            out.write('\n');
        }
        var entries = new LinkedHashMap<Integer, String>();
        objects.forEach((number, body) -> {
            if (body.isEmpty()) {
                entries.put(number, "0000000000 00001 f \n");
            } else {
                entries.put(number, "%010d 00000 n \n".formatted(out.size()));
                out.writeBytes(latin(number + " 0 obj\n" + body + "\nendobj\n"));
            }
        });
        pointers.forEach((number, offset) -> entries.put(number, "%010d 00000 n \n".formatted(offset)));
        out.writeBytes(latin(loose));
        int table = out.size();
        out.writeBytes(latin("xref\n"));
        new TreeMap<>(entries).forEach((number, entry) -> out.writeBytes(latin(number + " 1\n" + entry)));
        out.writeBytes(latin("trailer\n<< /Size " + next + " /Root " + root + " /Prev " + view.revision().startXref()
                + " >>\nstartxref\n" + table + "\n%%EOF\n"));
        return out.toByteArray();
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static byte[] append(byte[] file, String more) {
        return latin(latin(file) + more);
    }

    /** The last occurrence replaced by as many bytes. */
    static byte[] inPlace(byte[] file, String what, String by) {
        if (by.length() > what.length()) {
            throw new IllegalArgumentException("longer");
        }
        String text = latin(file);
        int at = text.lastIndexOf(what);
        if (at < 0) {
            throw new IllegalArgumentException("not there: " + what);
        }
        return latin(text.substring(0, at) + by + " ".repeat(what.length() - by.length()) + text.substring(at + what.length()));
    }

    static String write(PdfObject value) {
        return switch (value) {
            case Null _ -> "null";
            case Bool(boolean one) -> Boolean.toString(one);
            case Int(long one) -> Long.toString(one);
            case Real(String lexeme) -> lexeme;
            case Name(String name) -> "/" + name;
            case Text text -> "<" + HexFormat.of().formatHex(text.bytes()) + ">";
            case Array(var items) -> items.stream().map(Tampering::write).collect(Collectors.joining(" ", "[", "]"));
            case Dictionary(var entries) -> entries.entrySet().stream().map(one -> "/" + one.getKey() + " " + write(one.getValue()))
                    .collect(Collectors.joining(" ", "<< ", " >>"));
            case Stream _ -> throw new IllegalArgumentException("streams are written by hand");
            case Reference(int number, int generation) -> number + " " + generation + " R";
        };
    }

    /** A reference to the object. */
    static PdfObject ref(int number) {
        return new Reference(number, 0);
    }

    static Array plus(PdfObject array, PdfObject more) {
        var items = new ArrayList<PdfObject>(array instanceof Array(var some) ? some : List.of());
        items.add(more);
        return new Array(items);
    }
}
