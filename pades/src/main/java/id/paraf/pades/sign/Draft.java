package id.paraf.pades.sign;

import java.io.IOException;

import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfFile;

/**
 * The document in the making: becomes what was asked for, or disappears.
 *
 * @param <T> what the document is handed out as
 */
interface Draft<T> extends AutoCloseable {

    /** Reads it anew. */
    PdfFile read(Limits limits) throws IOException, MalformedPdf;

    /** Writes at an offset, over what is there or behind it. Nobody may be reading what is written over. */
    void write(long offset, byte[] bytes) throws IOException;

    /** Takes back what was written behind this size. */
    void shorten(long size) throws IOException;

    long size() throws IOException;

    /** In one step: whoever looks sees what was there before, or the whole. */
    T publish() throws IOException;

    @Override
    void close() throws IOException;
}
