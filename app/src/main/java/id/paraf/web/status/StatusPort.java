package id.paraf.web.status;

import java.time.Clock;
import java.util.List;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.timeout.ReadTimeoutHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import id.paraf.kernel.RefusedToStart;

/**
 * Status at a port of its own, {@code paraf.status.port}: OCSP as on the portal's port, the lists and the authorities'
 * certificates, on Netty, for installations that are asked thousands of times a second. Nothing else is answered there.
 */
@Component
class StatusPort implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(StatusPort.class);
    private static final int LONGEST_LINE = 20_000;
    private static final int LONGEST_HEADERS = 8_192;
    private static final int LONGEST_CHUNK = 8_192;
    /** A connection on which nothing comes is closed after so many seconds. */
    private static final int PATIENCE = 30;
    static final String EVERYWHERE = "0.0.0.0";

    private final List<Exchange> exchanges;
    private final Clock clock;
    private final String address;
    private final int port;
    private @Nullable EventLoopGroup loops;
    private @Nullable Channel channel;

    /** @param port where to listen; 0 for a free one, -1 for not at all */
    StatusPort(List<Exchange> exchanges, Clock clock, @Value("${paraf.status.address:" + EVERYWHERE + "}") String address,
            @Value("${paraf.status.port:-1}") int port) {
        this.exchanges = exchanges;
        this.clock = clock;
        this.address = address;
        this.port = port;
    }

    @Override
    public synchronized void start() {
        if (port < 0) {
            return;
        }
        boolean epoll = Epoll.isAvailable();
        loops = new MultiThreadIoEventLoopGroup(Runtime.getRuntime().availableProcessors(),
                epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        var bound = new ServerBootstrap().group(loops)
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true).childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connection.pipeline().addLast(new ReadTimeoutHandler(PATIENCE),
                                new HttpRequestDecoder(LONGEST_LINE, LONGEST_HEADERS, LONGEST_CHUNK),
                                new StatusConnection(exchanges, clock));
                    }
                }).bind(address, port).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            // Threads of its own would keep a process alive that has refused to start.
            stop();
            throw new RefusedToStart(
                    "Nothing can listen at " + address + ":" + port + " (paraf.status.address, paraf.status.port): "
                            + bound.cause().getMessage());
        }
        channel = bound.channel();
        LOG.info("Status is answered at {}", channel.localAddress());
    }

    /** The port that was opened, or -1. */
    synchronized int port() {
        return channel != null && channel.localAddress() instanceof java.net.InetSocketAddress open ? open.getPort() : -1;
    }

    @Override
    public synchronized void stop() {
        if (channel != null) {
            channel.close().syncUninterruptibly();
            channel = null;
        }
        if (loops != null) {
            loops.shutdownGracefully(0, 2, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
            loops = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return channel != null;
    }

    /** After the register was read. */
    @Override
    public int getPhase() {
        return 1;
    }
}
