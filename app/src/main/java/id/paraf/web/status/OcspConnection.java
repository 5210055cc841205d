package id.paraf.web.status;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

import id.paraf.web.HttpDate;

/** One connection at OCSP's own port. Answers in the order of the requests, also when one of them has to be signed first. */
final class OcspConnection extends SimpleChannelInboundHandler<HttpObject> {

    private static final byte[] NOTHING = new byte[0];
    private static final HttpReply BROKEN = new HttpReply(400, new String[0], NOTHING);
    private static final HttpReply ELSEWHERE = new HttpReply(404, new String[0], NOTHING);
    private static final HttpReply DEFECT = new HttpReply(500, new String[0], NOTHING);
    /** More requests than this on one connection before its first answer are nobody's honest client. */
    private static final int WAITING = 256;

    private final OcspExchange exchange;
    private final Clock clock;
    private final Queue<Turn> turns = new ArrayDeque<>();
    private @Nullable HttpRequest head;
    private byte[] body = NOTHING;
    private boolean busy;

    OcspConnection(OcspExchange exchange, Clock clock) {
        this.exchange = exchange;
        this.clock = clock;
    }

    /** A request that waits for its turn; without one only the reply is sent. */
    private record Turn(OcspExchange.@Nullable Request request, HttpReply reply, boolean keepAlive) {
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (part.decoderResult().isFailure()) {
            take(context, new Turn(null, BROKEN, false));
            return;
        }
        if (part instanceof HttpRequest request) {
            head = request;
            body = NOTHING;
            if (HttpUtil.is100ContinueExpected(request)) {
                context.writeAndFlush(context.alloc().buffer().writeBytes("HTTP/1.1 100 Continue\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII)));
            }
        }
        if (part instanceof HttpContent content && head != null) {
            add(content.content());
            if (part instanceof LastHttpContent) {
                take(context, turn(head));
                head = null;
            }
        }
    }

    private void add(ByteBuf content) {
        int count = Math.min(content.readableBytes(), OcspExchange.READ_AT_MOST - body.length);
        if (count > 0) {
            int length = body.length;
            body = Arrays.copyOf(body, length + count);
            content.readBytes(body, length, count);
        }
    }

    private Turn turn(HttpRequest request) {
        String uri = request.uri();
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        boolean keepAlive = HttpUtil.isKeepAlive(request) && request.protocolVersion().minorVersion() == 1;
        if (!OcspExchange.takes(path)) {
            return new Turn(null, ELSEWHERE, keepAlive);
        }
        var headers = request.headers();
        return new Turn(new OcspExchange.Request(request.method().name(), path, headers.get(HttpHeaderNames.CONTENT_TYPE),
                headers.get(HttpHeaderNames.IF_NONE_MATCH), headers.get(HttpHeaderNames.IF_MODIFIED_SINCE), body), BROKEN,
                keepAlive);
    }

    private void take(ChannelHandlerContext context, Turn turn) {
        if (turns.size() >= WAITING) {
            context.close();
            return;
        }
        turns.add(turn);
        if (!busy) {
            proceed(context);
        }
    }

    private void proceed(ChannelHandlerContext context) {
        for (Turn turn = turns.poll(); turn != null; turn = turns.poll()) {
            var request = turn.request();
            var reply = request == null ? turn.reply() : exchange.respondAtOnce(request);
            if (request != null && reply == null) {
                busy = true;
                context.channel().config().setAutoRead(false);
                boolean keepAlive = turn.keepAlive();
                // Signing takes longer than the others on this loop should wait.
                Thread.ofVirtual().name("ocsp").start(() -> sign(context, request, keepAlive));
                return;
            }
            write(context, reply == null ? DEFECT : reply, turn.keepAlive());
        }
    }

    private void sign(ChannelHandlerContext context, OcspExchange.Request request, boolean keepAlive) {
        HttpReply reply = DEFECT;
        try {
            reply = exchange.respond(request);
        } finally {
            var done = reply;
            context.executor().execute(() -> {
                busy = false;
                write(context, done, keepAlive);
                proceed(context);
                context.flush();
                context.channel().config().setAutoRead(true);
            });
        }
    }

    private void write(ChannelHandlerContext context, HttpReply reply, boolean keepAlive) {
        var text = new StringBuilder(512).append("HTTP/1.1 ").append(reply.status()).append(' ')
                .append(HttpResponseStatus.valueOf(reply.status()).reasonPhrase()).append("\r\nDate: ")
                .append(HttpDate.of(clock.instant())).append("\r\n");
        for (int i = 0; i < reply.headers().length; i += 2) {
            text.append(reply.headers()[i]).append(": ").append(reply.headers()[i + 1]).append("\r\n");
        }
        if (reply.status() != HttpResponseStatus.NOT_MODIFIED.code()) {
            text.append("Content-Length: ").append(reply.body().length).append("\r\n");
        }
        text.append(keepAlive ? "\r\n" : "Connection: close\r\n\r\n");
        var out = context.alloc().buffer(text.length() + reply.body().length);
        out.writeCharSequence(text, StandardCharsets.US_ASCII);
        out.writeBytes(reply.body());
        var written = context.write(out);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A timeout, a reset, or a sender that does not speak HTTP: none of it is news.
        context.close();
    }
}
