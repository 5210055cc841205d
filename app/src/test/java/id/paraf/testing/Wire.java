package id.paraf.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** A network between a program and its server that can be cut, and can stand still, as real ones do. */
public final class Wire implements AutoCloseable {

    private final InetSocketAddress server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    /** Held while nothing gets through. */
    private final ReentrantLock still = new ReentrantLock(true);
    private final int port;
    private volatile ServerSocket listening;

    public Wire(InetSocketAddress server) {
        this.server = server;
        this.listening = listen(0);
        this.port = listening.getLocalPort();
    }

    public int port() {
        return port;
    }

    /** Every connection breaks, and no new one comes about. */
    public void cut() {
        close(listening);
        open.forEach(Wire::close);
        open.clear();
    }

    /** After {@link #cut}: new connections come about again. */
    public void mend() {
        listening = listen(port);
    }

    /** Nothing gets through until {@link #flow}, which the same thread has to call; connections stay. */
    public void stop() {
        still.lock();
    }

    public void flow() {
        still.unlock();
    }

    private ServerSocket listen(int at) {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
            Thread.ofVirtual().start(() -> accept(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                var near = socket.accept();
                var far = new Socket(server.getAddress(), server.getPort());
                open.add(near);
                open.add(far);
                Thread.ofVirtual().start(() -> pump(near, far));
                Thread.ofVirtual().start(() -> pump(far, near));
                if (socket.isClosed()) {
                    close(near);
                    close(far);
                }
            } catch (IOException e) {
                // Cut while somebody connected.
                continue;
            }
        }
    }

    private void pump(Socket from, Socket to) {
        try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            var bytes = new byte[8192];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                still.lock();
                try {
                    out.write(bytes, 0, read);
                } finally {
                    still.unlock();
                }
            }
        } catch (IOException e) {
            // One end is gone: so is the other.
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            // It was to be gone, and it is.
        }
    }

    @Override
    public void close() {
        cut();
    }
}
