package id.paraf.web.status;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
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

/** One connection at the port for status. Answers in the order of the requests, also when one of them has to be signed first. */
final class StatusConnection extends SimpleChannelInboundHandler<HttpObject> {

    private static final byte[] NOTHING = new byte[0];
    private static final HttpReply BROKEN = HttpReply.plain(400);
    private static final HttpReply ELSEWHERE = HttpReply.plain(404);
    private static final HttpReply DEFECT = HttpReply.plain(500);
    /** A body up to this many bytes leaves in one piece with its headers. */
    private static final int COPIED = 16_384;
    /** More requests than this on one connection before its first answer are nobody's honest client. */
    private static final int WAITING = 256;

    private final List<Exchange> exchanges;
    private final Clock clock;
    private final Queue<Turn> turns = new ArrayDeque<>();
    private @Nullable HttpRequest head;
    private byte[] body = NOTHING;
    private boolean busy;

    StatusConnection(List<Exchange> exchanges, Clock clock) {
        this.exchanges = exchanges;
        this.clock = clock;
    }

    /** A request that waits for its turn: with a question, or with the reply alone. */
    private sealed interface Turn {
        boolean keepAlive();
    }

    private record Question(Exchange exchange, HttpCall call, boolean keepAlive) implements Turn {
    }

    private record Refused(HttpReply reply, boolean keepAlive) implements Turn {
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (part.decoderResult().isFailure()) {
            take(context, new Refused(BROKEN, false));
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
        for (var exchange : exchanges) {
            if (exchange.takes(path)) {
                var headers = request.headers();
                return new Question(exchange, new HttpCall(request.method().name(), path, headers.get(HttpHeaderNames.CONTENT_TYPE),
                        headers.get(HttpHeaderNames.IF_NONE_MATCH), headers.get(HttpHeaderNames.IF_MODIFIED_SINCE), body),
                        keepAlive);
            }
        }
        return new Refused(ELSEWHERE, keepAlive);
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
            switch (turn) {
                case Refused refused -> write(context, refused.reply(), refused.keepAlive(), false);
                case Question question -> {
                    var reply = question.exchange().respond(question.call());
                    if (!reply.isDone()) {
                        wait(context, question, reply);
                        return;
                    }
                    write(context, question, reply);
                }
            }
        }
    }

    /** Signing and reading take longer than the others on this loop should wait. */
    private void wait(ChannelHandlerContext context, Question question, CompletableFuture<HttpReply> reply) {
        busy = true;
        context.channel().config().setAutoRead(false);
        reply.whenComplete((done, failure) -> context.executor().execute(() -> {
            busy = false;
            write(context, question, reply);
            proceed(context);
            context.flush();
            context.channel().config().setAutoRead(true);
        }));
    }

    private void write(ChannelHandlerContext context, Question question, CompletableFuture<HttpReply> done) {
        write(context, done.isCompletedExceptionally() ? DEFECT : done.join(), question.keepAlive(),
                question.call().method().equals("HEAD"));
    }

    private void write(ChannelHandlerContext context, HttpReply reply, boolean keepAlive, boolean head) {
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
        byte[] body = head ? NOTHING : reply.body();
        // A list of a million is never copied for whoever fetches it.
        boolean apart = body.length > COPIED;
        var out = context.alloc().buffer(text.length() + (apart ? 0 : body.length));
        out.writeCharSequence(text, StandardCharsets.US_ASCII);
        if (!apart) {
            out.writeBytes(body);
        }
        var written = context.write(out);
        if (apart) {
            written = context.write(Unpooled.wrappedBuffer(body));
        }
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
