package id.paraf.pades.sign;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

import id.paraf.pades.TestFiles;
import id.paraf.pades.TestPki;
import id.paraf.pades.pdf.Limits;

/**
 * What signing costs against the raw limit (SHA-256 of the bytes and one key operation), in CPU time of the working thread. A
 * program, not a test: run its main (sizes as arguments), with {@code -Xmx64m} to see that the heap is enough.
 */
public final class SigningCost {

    private SigningCost() {
    }

    public static void main(String[] arguments) throws Exception {
        var pki = new TestPki();
        var folder = Files.createTempDirectory("paraf-cost");
        System.out.println("| size | key | raw ms | signed ms | ratio |\n|---|---|---|---|---|");
        try {
            var sizes = arguments.length == 0 ? new String[] {"100000", "10000000", "300000000"} : arguments;
            for (long size : Arrays.stream(sizes).mapToLong(Long::parseLong).toArray()) {
                var source = padded(folder.resolve("source.pdf"), size);
                for (var holder : List.of(pki.rsa, pki.ec)) {
                    int rounds = size > 100_000_000 ? 5 : size > 1_000_000 ? 60 : 1_500;
                    var target = folder.resolve("target.pdf");
                    double raw = median(rounds, () -> {
                    }, () -> raw(source, holder));
                    // Over a file that exists, some file systems would write everything to the disk first.
                    double signed = median(rounds, () -> Files.deleteIfExists(target), () -> sign(source, target, pki, holder));
                    System.out.printf("| %,d | %s | %.2f | %.2f | %.2f |%n", size, holder.algorithm(), raw, signed, signed / raw);
                }
            }
        } finally {
            for (var name : List.of("source.pdf", "target.pdf")) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.delete(folder);
        }
    }

    /** A document with a stream nobody refers to, up to the size. */
    public static Path padded(Path path, long size) throws IOException {
        var small = new String(TestFiles.withTable(3), StandardCharsets.ISO_8859_1);
        int cut = small.indexOf("xref\n", small.indexOf("endobj"));
        long filling = size - small.length() - 60;
        int number = 900;
        try (var out = Files.newOutputStream(path)) {
            out.write(small.substring(0, cut).getBytes(StandardCharsets.ISO_8859_1));
            out.write((number + " 0 obj\n<</Length " + filling + ">>\nstream\n").getBytes(StandardCharsets.ISO_8859_1));
            var chunk = new byte[1 << 16];
            for (long left = filling; left > 0; left -= chunk.length) {
                out.write(chunk, 0, (int) Math.min(left, chunk.length));
            }
            out.write("\nendstream\nendobj\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        long xref = Files.size(path);
        var end = small.substring(cut, small.lastIndexOf("startxref")) + "startxref\n" + xref + "\n%%EOF\n";
        Files.write(path, end.getBytes(StandardCharsets.ISO_8859_1), java.nio.file.StandardOpenOption.APPEND);
        return path;
    }

    private interface Work {

        void run() throws Exception;
    }

    private static double median(int rounds, Work before, Work work) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        var costs = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            before.run();
            long start = threads.getCurrentThreadCpuTime();
            work.run();
            costs[i] = (threads.getCurrentThreadCpuTime() - start) / 1e6;
        }
        var warm = Arrays.copyOfRange(costs, rounds / 2, rounds);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }

    private static void raw(Path source, TestPki.Holder holder) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        try (var in = java.nio.channels.FileChannel.open(source)) {
            var buffer = java.nio.ByteBuffer.allocate(1 << 16);
            while (in.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
        }
        holder.sign(digest.digest());
    }

    private static void sign(Path source, Path target, TestPki pki, TestPki.Holder holder) throws IOException {
        var request = SignatureRequest.by(pki.chain(holder), OffsetDateTime.ofInstant(TestPki.NOW, ZoneOffset.UTC));
        try (var prepared = ((Preparation.Ready<Path>) new SignPdf(Limits.ORDINARY).prepare(source, target, request)).signature()) {
            if (!(prepared.complete(holder.sign(prepared.signedAttributes()), new Level.Basic()) instanceof Completion.Signed)) {
                throw new IllegalStateException("Not signed");
            }
        }
    }
}
