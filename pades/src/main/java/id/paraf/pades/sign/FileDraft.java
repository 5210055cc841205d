package id.paraf.pades.sign;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.Access;
import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfFile;
import id.paraf.pades.pdf.PdfPassword;

/** One that is larger than what is worth keeping in memory: a hidden sibling of the target. */
final class FileDraft implements Draft<Path> {

    /** Small enough for a processor's nearest caches. */
    private static final int PIECE = 128 << 10;

    private final Path file;
    private final Path target;
    private final FileChannel channel;
    private final @Nullable PdfPassword password;
    private boolean published;

    private FileDraft(Path file, Path target, FileChannel channel, @Nullable PdfPassword password) {
        this.file = file;
        this.target = target;
        this.channel = channel;
        this.password = password;
    }

    /**
     * @param size     what the source is known to measure
     * @param password what opens it; null if nothing needs to
     * @param digest   is fed with what is copied, in the same pass; null where nobody asks
     */
    static FileDraft copy(Path source, long size, Path target, @Nullable PdfPassword password, @Nullable MessageDigest digest)
            throws IOException {
        var file = sibling(target);
        try {
            var draft = new FileDraft(file, target, FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    password);
            try (var from = FileChannel.open(source, StandardOpenOption.READ)) {
                if (digest == null) {
                    draft.fill(from, size);
                } else {
                    draft.fill(from, size, digest);
                }
            } catch (IOException | RuntimeException e) {
                draft.channel.close();
                throw e;
            }
            return draft;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** Hidden, beside the target: on the same file system, which moving in one step needs. */
    static Path sibling(Path target) throws IOException {
        var folder = target.toAbsolutePath().getParent();
        return folder == null ? Files.createTempFile(".paraf-", ".part") : Files.createTempFile(folder, ".paraf-", ".part");
    }

    private void fill(FileChannel from, long size) throws IOException {
        long done = 0;
        while (done < size) {
            long moved = from.transferTo(done, size - done, channel);
            if (moved <= 0) {
                throw shorter();
            }
            done += moved;
        }
    }

    private void fill(FileChannel from, long size, MessageDigest digest) throws IOException {
        int most = (int) Math.clamp(size, 1, PIECE);
        var piece = new byte[most];
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocate(most).asByteBuffer();
            for (long done = 0; done < size;) {
                int read = from.read(buffer.clear().limit((int) Math.min(most, size - done)));
                if (read <= 0) {
                    throw shorter();
                }
                buffer.flip().get(0, piece, 0, read);
                digest.update(piece, 0, read);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                done += read;
            }
        }
    }

    private static IOException shorter() {
        return new EOFException("The document became shorter while it was copied");
    }

    @Override
    public PdfFile read(Limits limits) throws IOException, MalformedPdf {
        return unlocked(PdfFile.open(file, limits), password);
    }

    static PdfFile unlocked(PdfFile read, @Nullable PdfPassword password) throws MalformedPdf {
        try {
            if (read.unlock(password) instanceof Access.Locked) {
                throw new IllegalStateException("The password has opened this document before");
            }
            return read;
        } catch (MalformedPdf | RuntimeException e) {
            read.close();
            throw e;
        }
    }

    @Override
    public void write(long offset, byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer, offset + buffer.position());
        }
    }

    @Override
    public void shorten(long size) throws IOException {
        channel.truncate(size);
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public Path publish() throws IOException {
        channel.close();
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        published = true;
        return target;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (!published) {
            Files.deleteIfExists(file);
        }
    }
}
