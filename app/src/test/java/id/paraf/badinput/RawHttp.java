package id.paraf.badinput;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Sends bytes that no decent client would send, one request per connection, and reads what comes back. */
final class RawHttp {

    private static final int PATIENCE_MILLIS = 30_000;

    private RawHttp() {
    }

    /**
     * An answer.
     *
     * @param status 0 if the server closed the connection without an answer, which is a clear refusal too
     */
    record Answer(int status, String head, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return status + " " + head.lines().findFirst().orElse("");
        }
    }

    /** A request head and body; the head's characters are sent as single bytes (ISO 8859-1), CR LF is added to each line. */
    static Answer send(int port, String head, byte[] body) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes((head.strip().replaceAll("\r?\n", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return sendBytes(port, bytes.toByteArray());
    }

    static Answer sendBytes(int port, byte[] request) {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                OutputStream out = socket.getOutputStream();
                out.write(request);
                out.flush();
                socket.shutdownOutput();
            } catch (SocketException refusedWhileSending) {
                // The answer, if there is one, may still be read.
            }
            return read(socket.getInputStream());
        } catch (SocketTimeoutException e) {
            throw new AssertionError("The server did not answer within " + PATIENCE_MILLIS + " ms", e);
        } catch (IOException reset) {
            return new Answer(0, "", new byte[0]);
        }
    }

    private static Answer read(InputStream in) throws IOException {
        var all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (SocketException reset) {
            // What came before the reset counts.
        }
        byte[] bytes = all.toByteArray();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0 || !text.startsWith("HTTP/1.1 ")) {
            return new Answer(0, text, new byte[0]);
        }
        return new Answer(Integer.parseInt(text.substring(9, 12)), text.substring(0, end),
                Arrays.copyOfRange(bytes, end + 4, bytes.length));
    }
}
