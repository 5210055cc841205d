package id.paraf.pades.sign;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfFile;
import id.paraf.pades.pdf.PdfPassword;

/** One that fits into memory: it touches no disk before it is whole. */
final class MemoryDraft<T> implements Draft<T> {

    /** Where the whole document goes. */
    private interface Destination<T> {

        T take(byte[] whole) throws IOException;
    }

    private final Destination<T> destination;
    private final @Nullable PdfPassword password;
    private byte[] bytes;
    /** The caller's bytes are never written into. */
    private boolean own;

    private MemoryDraft(byte[] bytes, @Nullable PdfPassword password, Destination<T> destination) {
        this.bytes = bytes;
        this.password = password;
        this.destination = destination;
    }

    /**
     * @param document is copied as soon as something is written
     * @param password what opens it; null if nothing needs to
     */
    static MemoryDraft<byte[]> of(byte[] document, @Nullable PdfPassword password) {
        return new MemoryDraft<>(document, password, whole -> whole);
    }

    /** The same, for a target that appears or is replaced when the document is whole. */
    static MemoryDraft<Path> of(byte[] document, @Nullable PdfPassword password, Path target) {
        return new MemoryDraft<>(document, password, whole -> {
            var file = FileDraft.sibling(target);
            try {
                // In one piece: Files.write hands over eight kilobytes at a time.
                try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    for (var rest = ByteBuffer.wrap(whole); rest.hasRemaining();) {
                        channel.write(rest);
                    }
                }
                return Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        });
    }

    @Override
    public PdfFile read(Limits limits) throws MalformedPdf {
        return FileDraft.unlocked(PdfFile.of(bytes, limits), password);
    }

    @Override
    public void write(long offset, byte[] written) {
        int needed = Math.toIntExact(offset + written.length);
        if (!own || needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length, needed));
            own = true;
        }
        System.arraycopy(written, 0, bytes, (int) offset, written.length);
    }

    @Override
    public void shorten(long size) {
        if (size < bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) size);
            own = true;
        }
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public T publish() throws IOException {
        return destination.take(bytes);
    }

    @Override
    public void close() {
        // Nothing lies anywhere.
    }
}
