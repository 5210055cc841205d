package id.paraf.acceptance.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends one and the same GET request over a number of kept-alive loopback connections and records every latency. It reads
 * just enough HTTP/1.1 to know where a response ends, so that the load costs the machine little beside the server.
 */
final class HttpLoad {

    private final int port;
    private final byte[] request;

    HttpLoad(int port, String path, String cookies) {
        this.port = port;
        this.request = ("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nAccept: text/html\r\n"
                + "Accept-Language: id\r\nUser-Agent: HttpLoad\r\n" + (cookies.isEmpty() ? "" : "Cookie: " + cookies + "\r\n")
                + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * What a run measured.
     *
     * @param perSecond requests a second
     * @param p50 median latency in nanoseconds
     * @param p99 99th percentile of the latency in nanoseconds
     * @param bytes bytes of one response body
     */
    record Result(double perSecond, long p50, long p99, int bytes) {
    }

    Result run(int connections, int requests) throws Exception {
        long[] latencies = new long[requests];
        var next = new AtomicInteger();
        var bytes = new AtomicInteger();
        long started = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            var workers = java.util.stream.IntStream.range(0, connections).mapToObj(i -> threads.submit(() -> {
                work(latencies, next, bytes);
                return null;
            })).toList();
            for (Future<?> worker : workers) {
                worker.get();
            }
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        Arrays.sort(latencies);
        return new Result(requests / seconds, latencies[requests / 2], latencies[(int) (requests * 0.99)], bytes.get());
    }

    /** A server may close a connection after some requests and say so; the next request then opens another. */
    private void work(long[] latencies, AtomicInteger next, AtomicInteger bytes) throws IOException {
        int i = next.getAndIncrement();
        while (i < latencies.length) {
            try (var socket = new Socket("127.0.0.1", port)) {
                socket.setTcpNoDelay(true);
                OutputStream out = socket.getOutputStream();
                InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
                boolean open = true;
                while (open && i < latencies.length) {
                    long sent = System.nanoTime();
                    out.write(request);
                    out.flush();
                    open = readResponse(in, bytes);
                    latencies[i] = System.nanoTime() - sent;
                    i = next.getAndIncrement();
                }
            }
        }
    }

    /** Whether the connection stays open. */
    private static boolean readResponse(InputStream in, AtomicInteger bytes) throws IOException {
        String status = line(in);
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("The server answered " + status);
        }
        int length = -1;
        boolean chunked = false;
        boolean open = true;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring("content-length:".length()).strip());
            } else if (lower.startsWith("transfer-encoding:") && lower.endsWith("chunked")) {
                chunked = true;
            } else if (lower.equals("connection: close")) {
                open = false;
            }
        }
        if (!chunked) {
            in.skipNBytes(length);
            bytes.set(length);
            return open;
        }
        int total = 0;
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            in.skipNBytes(size + 2L);
            total += size;
        }
        line(in);
        bytes.set(total);
        return open;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("The server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
