package id.paraf.pades.pdf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Values as bytes, ISO 32000-2 §7.3. */
final class PdfWriter {

    private static final String HEX = "0123456789ABCDEF";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(8_192);

    int length() {
        return out.size();
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    PdfWriter ascii(String text) {
        return raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    PdfWriter raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    PdfWriter value(PdfObject value) {
        switch (value) {
            case PdfObject.Null _ -> ascii("null");
            case PdfObject.Bool(boolean bool) -> ascii(bool ? "true" : "false");
            case PdfObject.Int(long number) -> ascii(Long.toString(number));
            case PdfObject.Real(String lexeme) -> ascii(lexeme);
            case PdfObject.Name(String name) -> name(name);
            case PdfObject.Text text -> text(text);
            case PdfObject.Array(var items) -> {
                ascii("[");
                String between = "";
                for (var item : items) {
                    ascii(between).value(item);
                    between = " ";
                }
                ascii("]");
            }
            case PdfObject.Dictionary(var entries) -> {
                ascii("<<");
                entries.forEach((key, entry) -> name(key).ascii(" ").value(entry));
                ascii(">>");
            }
            case PdfObject.Reference(int number, int generation) -> ascii(number + " " + generation + " R");
            case PdfObject.Stream _ -> throw new IllegalArgumentException("A stream of the file is not written anew");
        }
        return this;
    }

    private PdfWriter name(String name) {
        out.write('/');
        for (char c : name.toCharArray()) {
            // §7.3.5: regular characters from ! to ~ stand for themselves, but for the number sign.
            if (c > ' ' && c <= '~' && "()<>[]{}/%#".indexOf(c) < 0) {
                out.write(c);
            } else {
                out.write('#');
                hex(c);
            }
        }
        return this;
    }

    private void text(PdfObject.Text text) {
        if (text.hex()) {
            out.write('<');
            for (byte b : text.bytes()) {
                hex(b);
            }
            out.write('>');
            return;
        }
        out.write('(');
        for (byte b : text.bytes()) {
            switch (b) {
                case '(', ')', '\\' -> {
                    out.write('\\');
                    out.write(b);
                }
                case '\r' -> ascii("\\r");
                case '\n' -> ascii("\\n");
                default -> out.write(b);
            }
        }
        out.write(')');
    }

    private void hex(int b) {
        out.write(HEX.charAt(b >> 4 & 15));
        out.write(HEX.charAt(b & 15));
    }

    /** Digits with zeros in front. */
    static String digits(long value, int width) {
        String digits = Long.toString(value);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
