package id.paraf.web.security;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Arrays;

import org.apache.catalina.connector.CoyoteAdapter;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP/1.1 with buffers that are overwritten when a request has been answered. Tomcat keeps them for the next
 * request, and with them the form that was sent: a passphrase would stand in a heap dump for as long as nobody sends a longer
 * form over the same buffers (RP-34).
 */
public final class ForgetfulProtocol extends Http11NioProtocol {

    @Override
    protected Processor createProcessor() {
        return new ForgetfulProcessor(this, getAdapter());
    }

    private static final class ForgetfulProcessor extends Http11Processor {

        /** Where Tomcat copies a form of up to 8 KiB before it takes the fields out of it; longer forms get an array of their own. */
        private static final VarHandle FORM = form();

        ForgetfulProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
            super(protocol, adapter);
        }

        private static VarHandle form() {
            try {
                var request = org.apache.catalina.connector.Request.class;
                return MethodHandles.privateLookupIn(request, MethodHandles.lookup()).findVarHandle(request, "postData",
                        byte[].class);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("This Tomcat keeps forms elsewhere: find out where, and wipe them there", e);
            }
        }

        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            SocketState state = super.service(socket);
            // LONG, UPGRADING and the like mean that the request goes on and its bytes are still needed.
            if (state == SocketState.OPEN || state == SocketState.CLOSED) {
                if (request.getInputBuffer() instanceof Http11InputBuffer input) {
                    // The bytes of a request that is still to come stand before the limit; behind it is only what has been read.
                    wipe(input.getByteBuffer(), state == SocketState.CLOSED ? 0 : input.getByteBuffer().limit());
                }
                wipe(socket.getSocketBufferHandler());
                if (request.getNote(CoyoteAdapter.ADAPTER_NOTES) instanceof org.apache.catalina.connector.Request form
                        && FORM.get(form) instanceof byte[] bytes) {
                    Arrays.fill(bytes, (byte) 0);
                }
            }
            return state;
        }

        private static void wipe(@Nullable SocketBufferHandler buffers) {
            if (buffers != null && buffers.isReadBufferEmpty()) {
                wipe(buffers.getReadBuffer(), 0);
            }
        }

        private static void wipe(@Nullable ByteBuffer buffer, int from) {
            if (buffer != null && buffer.hasArray()) {
                Arrays.fill(buffer.array(), buffer.arrayOffset() + from, buffer.arrayOffset() + buffer.capacity(), (byte) 0);
            }
        }
    }
}
