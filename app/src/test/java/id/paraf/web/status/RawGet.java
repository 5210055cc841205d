package id.paraf.web.status;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A GET under any host name, which the JDK's client does not send. */
final class RawGet {

    private RawGet() {
    }

    static String of(int port, String path, String host) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
