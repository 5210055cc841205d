package id.paraf.pades.pdf;

import static id.paraf.pades.pdf.MalformedPdf.Reason.BAD_OBJECT;
import static id.paraf.pades.pdf.MalformedPdf.Reason.BAD_STREAM;
import static id.paraf.pades.pdf.MalformedPdf.Reason.NOT_A_PDF;
import static id.paraf.pades.pdf.MalformedPdf.Reason.TOO_LARGE;
import static id.paraf.pades.pdf.MalformedPdf.Reason.TOO_MUCH_DATA;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A PDF open for reading at any place. Files are memory-mapped, so their size is not a matter of the heap; nobody may shorten a
 * file while it is open here. Not for several threads at a time.
 */
public final class PdfFile implements AutoCloseable {

    /** Below this size, in bytes, reading a file is cheaper than mapping it. */
    public static final long MAP_FROM = 1 << 20;
    private static final int CACHED_BYTES = 16 << 20;
    /** How many earlier ends are tried in a file whose own end cannot be read. */
    private static final int EARLIER_ENDS = 8;
    private static final String END_OF_FILE = "%%EOF";

    /** Turns a stream's /Length as written into a number. */
    interface LengthReader {

        PdfObject read(PdfObject written) throws MalformedPdf;
    }

    private final MemorySegment data;
    private final @Nullable Arena arena;
    private final Limits limits;
    private final List<Revision> revisions;
    private final Map<Long, ObjectStream> objectStreams = new LinkedHashMap<>(16, 0.75f, true);
    private int cachedBytes;
    private final ReadObjects objects = new ReadObjects();
    private final Mentions mentions;
    private final long unread;
    private long unpacked;
    private long read;
    private @Nullable Encryption encryption;

    private PdfFile(MemorySegment data, @Nullable Arena arena, Limits limits, long unread) throws MalformedPdf {
        this.data = data;
        this.arena = arena;
        this.unread = unread;
        this.limits = limits;
        if (data.byteSize() > limits.fileBytes()) {
            throw new MalformedPdf(TOO_LARGE, data.byteSize(), "more than " + limits.fileBytes() + " bytes");
        }
        for (int i = 0; i < 5; i++) {
            if (i >= data.byteSize() || data.get(ValueLayout.JAVA_BYTE, i) != "%PDF-".charAt(i)) {
                throw new MalformedPdf(NOT_A_PDF, 0, "the file does not begin with %PDF-");
            }
        }
        this.revisions = List.copyOf(new Revisions(this, data, limits).read());
        this.mentions = new Mentions(revisions);
    }

    /**
     * Opens a file and reads its chain of cross-reference sections, nothing else.
     *
     * @throws MalformedPdf if that chain cannot be read without guessing
     */
    public static PdfFile open(Path path, Limits limits) throws IOException, MalformedPdf {
        if (Files.size(path) < MAP_FROM) {
            return of(Files.readAllBytes(path), limits);
        }
        var arena = Arena.ofShared();
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return new PdfFile(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena), arena, limits, 0);
        } catch (IOException | MalformedPdf | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /** A PDF in memory; the array is not copied and must not change. */
    public static PdfFile of(byte[] bytes, Limits limits) throws MalformedPdf {
        return new PdfFile(MemorySegment.ofArray(bytes), null, limits, 0);
    }

    /**
     * {@link #open}, but of a file that cannot be read to its end, the longest beginning that can: for those who have to say
     * what the readable part was worth before the rest was put behind it. See {@link #unread}.
     */
    public static PdfFile openBeginning(Path path, Limits limits) throws IOException, MalformedPdf {
        if (Files.size(path) < MAP_FROM) {
            return beginningOf(Files.readAllBytes(path), limits);
        }
        var arena = Arena.ofShared();
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return beginning(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena), arena, limits);
        } catch (IOException | MalformedPdf | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /** {@link #openBeginning} of a PDF in memory. */
    public static PdfFile beginningOf(byte[] bytes, Limits limits) throws MalformedPdf {
        return beginning(MemorySegment.ofArray(bytes), null, limits);
    }

    private static PdfFile beginning(MemorySegment data, @Nullable Arena arena, Limits limits) throws MalformedPdf {
        try {
            return new PdfFile(data, arena, limits, 0);
        } catch (MalformedPdf e) {
            int tried = 0;
            for (long at = data.byteSize() - END_OF_FILE.length(); at > 0 && tried < EARLIER_ENDS
                    && data.byteSize() <= limits.fileBytes(); at--) {
                if (stands(data, at)) {
                    tried++;
                    long end = lineEnd(data, at + END_OF_FILE.length());
                    try {
                        return new PdfFile(data.asSlice(0, end), arena, limits, data.byteSize() - end);
                    } catch (MalformedPdf _) {
                        // An earlier one may do.
                    }
                }
            }
            throw e;
        }
    }

    private static long lineEnd(MemorySegment data, long at) {
        long end = at;
        if (end < data.byteSize() && data.get(ValueLayout.JAVA_BYTE, end) == '\r') {
            end++;
        }
        return end < data.byteSize() && data.get(ValueLayout.JAVA_BYTE, end) == '\n' ? end + 1 : end;
    }

    private static boolean stands(MemorySegment data, long at) {
        for (int i = 0; i < END_OF_FILE.length(); i++) {
            if (data.get(ValueLayout.JAVA_BYTE, at + i) != END_OF_FILE.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Opens what is encrypted, for everything that is read from here on. Without it, and without the right password, strings and
     * streams of an encrypted file come as they are.
     *
     * @param password null tries the one that everybody has, which is none
     * @throws MalformedPdf if what the file says of its encryption is damaged, or differs from revision to revision
     */
    public Access unlock(@Nullable PdfPassword password) throws MalformedPdf {
        if (!current().trailer().has("Encrypt")) {
            for (var revision : revisions) {
                if (revision.trailer().has("Encrypt")) {
                    throw new MalformedPdf(BAD_OBJECT, revision.startXref(), "an encrypted document updated as if it were none");
                }
            }
            return new Access.Plain();
        }
        encryption = null;
        var result = StandardHandler.open(current(), password);
        encryption = result.encryption();
        objects.forget();
        objectStreams.clear();
        cachedBytes = 0;
        return result.access();
    }

    /** How strings and streams are encrypted, once it is open; null while it is not, or need not be. */
    @Nullable Encryption encryption() {
        return encryption;
    }

    /** How many bytes follow those that this speaks about; 0 unless it was opened by {@link #openBeginning}. */
    public long unread() {
        return unread;
    }

    public long size() {
        return data.byteSize();
    }

    /** Oldest first, at least one. */
    public List<Revision> revisions() {
        return revisions;
    }

    /** The document as its newest revision shows it. */
    public PdfView current() {
        return view(revisions.getLast());
    }

    /** The document as it stood after this revision of this file. */
    public PdfView view(Revision revision) {
        return new PdfView(this, revision.index());
    }

    /** A copy of the bytes from {@code from} to before {@code to}. */
    public byte[] bytes(long from, long to) {
        return data.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE);
    }

    /** The unsigned byte at an offset. */
    public int byteAt(long offset) {
        return data.get(ValueLayout.JAVA_BYTE, offset) & 0xFF;
    }

    /** Feeds the bytes from {@code from} to before {@code to} into a digest, without holding them. */
    public void digest(MessageDigest digest, long from, long to) {
        var chunk = new byte[(int) Math.min(64 << 10, to - from)];
        for (long at = from; at < to;) {
            int take = (int) Math.min(chunk.length, to - at);
            MemorySegment.copy(data, ValueLayout.JAVA_BYTE, at, chunk, 0, take);
            digest.update(chunk, 0, take);
            at += take;
        }
    }

    /** Whether this holds the bytes as they were when it was opened, whatever becomes of their file. */
    public boolean inMemory() {
        return arena == null;
    }

    /** Whether the other file's bytes are an exact prefix of this one's. */
    public boolean beginsWith(PdfFile other) {
        long length = other.size();
        return length <= size() && MemorySegment.mismatch(data, 0, length, other.data, 0, length) < 0;
    }

    @Override
    public void close() {
        if (arena != null) {
            arena.close();
        }
    }

    ReadObjects objects() {
        return objects;
    }

    Mentions mentions() {
        return mentions;
    }

    MemorySegment data() {
        return data;
    }

    Limits limits() {
        return limits;
    }

    byte[] unpack(PdfObject.Stream stream) throws MalformedPdf {
        int most = (int) Math.min(limits.unpackedPerStream(), limits.unpackedPerFile() - unpacked);
        if (most <= 0) {
            throw new MalformedPdf(TOO_MUCH_DATA, stream.start(), "more than " + limits.unpackedPerFile() + " bytes unpacked");
        }
        try {
            var plain = unsealed(stream, most);
            unpacked += plain.length;
            return plain;
        } catch (MalformedPdf e) {
            // What failed was work, too.
            unpacked += most;
            throw e;
        }
    }

    private byte[] unsealed(PdfObject.Stream stream, int most) throws MalformedPdf {
        if (stream.sealed() == null) {
            return Unpack.stream(data, stream, most);
        }
        if (encryption == null) {
            throw new MalformedPdf(BAD_STREAM, stream.start(), "an encrypted stream of a file that was closed again");
        }
        if (stream.end() - stream.start() > most) {
            throw new MalformedPdf(TOO_MUCH_DATA, stream.start(), "more than " + most + " bytes encrypted");
        }
        var packed = encryption.openedStream(bytes(stream.start(), stream.end()), stream.sealed());
        return Unpack.stream(MemorySegment.ofArray(packed), new PdfObject.Stream(stream.dictionary(), 0, packed.length, null),
                most);
    }

    /** Notes bytes that were parsed, and refuses when all of them together are too many: a file must not keep us busy. */
    void spend(long bytes) throws MalformedPdf {
        read += bytes;
        if (read > 4 * limits.unpackedPerFile()) {
            throw new MalformedPdf(TOO_MUCH_DATA, -1, "more than " + 4 * limits.unpackedPerFile() + " bytes of objects read");
        }
    }

    /** What stands between {@code obj} and {@code endobj}; leaves the parser behind the latter. */
    PdfObject body(ObjectParser parser, LengthReader lengths) throws MalformedPdf {
        var value = parser.value();
        parser.skipSpace();
        if (value instanceof PdfObject.Dictionary dictionary && parser.accept("stream")) {
            value = stream(parser, dictionary, lengths);
            parser.skipSpace();
        }
        parser.expect("endobj");
        return value;
    }

    private PdfObject.Stream stream(ObjectParser parser, PdfObject.Dictionary dictionary, LengthReader lengths)
            throws MalformedPdf {
        // §7.3.8.1: the keyword is followed by CR LF or LF, not by CR alone.
        if (parser.peek() == '\r') {
            parser.moveTo(parser.position() + 1);
        }
        if (parser.peek() != '\n') {
            throw parser.fault(BAD_STREAM, "no end of line behind 'stream'");
        }
        long start = parser.position() + 1;
        if (!(lengths.read(dictionary.get("Length")) instanceof PdfObject.Int(long length)) || length < 0
                || length > data.byteSize() - start) {
            throw parser.fault(BAD_STREAM, "no usable Length");
        }
        parser.moveTo(start + length);
        parser.skipSpace();
        if (!parser.accept("endstream")) {
            throw parser.fault(BAD_STREAM, "no 'endstream' where Length says");
        }
        return new PdfObject.Stream(dictionary, start, start + length, null);
    }

    /** The object stream, from a small cache. */
    ObjectStream objectStream(PdfObject.Stream stream) throws MalformedPdf {
        var known = objectStreams.get(stream.start());
        if (known != null) {
            return known;
        }
        var read = ObjectStream.read(stream, unpack(stream), limits);
        objectStreams.put(stream.start(), read);
        cachedBytes += read.size();
        var eldest = objectStreams.entrySet().iterator();
        while (cachedBytes > CACHED_BYTES && objectStreams.size() > 1) {
            cachedBytes -= eldest.next().getValue().size();
            eldest.remove();
        }
        return read;
    }
}
