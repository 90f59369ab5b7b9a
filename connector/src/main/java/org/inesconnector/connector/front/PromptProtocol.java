package org.inesconnector.connector.front;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP 1.1 whose requests come to an end: the container's own time-outs begin anew with each byte, so that a sender could
 * hold a connection with one every few seconds. Public for the container, which makes it by name.
 */
public final class PromptProtocol extends Http11NioProtocol {

    private volatile Duration longest = Duration.ofMinutes(1);

    /** @param time within which the head of a request has to come, and then its body */
    void setLongest(Duration time) {
        longest = time;
    }

    @Override
    public void setAdapter(Adapter adapter) {
        super.setAdapter(new PromptBodies(adapter, longest, getMaxSwallowSize()));
    }

    @Override
    protected Processor createProcessor() {
        return new PromptHeads(this, getAdapter(), longest);
    }

    private static boolean isOver(long since, Duration time) {
        return System.nanoTime() - since > time.toNanos();
    }

    /** Looked at when more of a head comes: where nothing comes, the container hangs up. */
    private static final class PromptHeads extends Http11Processor {

        private final Duration longest;
        private @Nullable SocketWrapperBase<?> unfinished;
        private long since;

        PromptHeads(PromptProtocol protocol, Adapter adapter, Duration longest) {
            super(protocol, adapter);
            this.longest = longest;
        }

        @Override
        public SocketState service(SocketWrapperBase<?> connection) throws IOException {
            var state = super.service(connection);
            if (state != SocketState.LONG) {
                unfinished = null;
                return state;
            }
            if (!connection.equals(unfinished)) {
                unfinished = connection;
                since = System.nanoTime();
            }
            return isOver(since, longest) ? SocketState.CLOSED : state;
        }
    }

    /** Of what is read, and of what is left when the answer has been given. */
    private record PromptBodies(Adapter application, Duration longest, int mostUnread) implements Adapter {

        @Override
        public void service(Request request, Response response) throws Exception {
            long since = System.nanoTime();
            var whole = request.getInputBuffer();
            request.setInputBuffer(new PromptBody(whole, since, longest));
            try {
                application.service(request, response);
                if (!request.hasExpectation() && !readToItsEnd(request)) {
                    response.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
                }
            } finally {
                request.setInputBuffer(whole);
            }
        }

        /** The container would do it for as long as it takes. */
        private boolean readToItsEnd(Request request) {
            try {
                var rest = new Unread();
                long left = mostUnread;
                for (int read = 0; read >= 0 && left >= 0 && !isRead(request); left -= Math.max(0, read)) {
                    read = request.doRead(rest);
                }
                return left >= 0;
            } catch (IOException _) {
                return false;
            }
        }

        private static boolean isRead(Request request) {
            var isRead = new AtomicBoolean();
            request.action(ActionCode.REQUEST_BODY_FULLY_READ, isRead);
            return isRead.get();
        }

        @Override
        public boolean prepare(Request request, Response response) throws Exception {
            return application.prepare(request, response);
        }

        @Override
        public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
            return application.asyncDispatch(request, response, status);
        }

        @Override
        public void log(Request request, Response response, long time) {
            application.log(request, response, time);
        }

        @Override
        public void checkRecycled(Request request, Response response) {
            application.checkRecycled(request, response);
        }

        @Override
        public String getDomain() {
            return application.getDomain();
        }
    }

    private record PromptBody(InputBuffer body, long since, Duration longest) implements InputBuffer {

        @Override
        public int doRead(ApplicationBufferHandler into) throws IOException {
            if (isOver(since, longest)) {
                throw new SocketTimeoutException("A request that does not come to its end");
            }
            return body.doRead(into);
        }

        @Override
        public int available() {
            return body.available();
        }
    }

    /** What nobody asked for. */
    private static final class Unread implements ApplicationBufferHandler {

        private @Nullable ByteBuffer read;

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            read = buffer;
        }

        @Override
        public @Nullable ByteBuffer getByteBuffer() {
            return read;
        }

        @Override
        public void expand(int size) {}
    }
}
