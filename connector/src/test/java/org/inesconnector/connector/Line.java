package org.inesconnector.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Leads to a server, until it goes dead as if a machine were lost: nobody who is connected then hears anything more, nor
 * that there is nothing to be heard. Who connects afterwards is connected.
 */
final class Line implements AutoCloseable {

    private final ServerSocket door;
    private final int server;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable String> lastWords = new AtomicReference<>();
    private volatile AtomicBoolean isDead = new AtomicBoolean();

    private Line(ServerSocket door, int server) {
        this.door = door;
        this.server = server;
    }

    static Line to(int server) {
        try {
            var line = new Line(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
            Thread.ofVirtual().start(line::accept);
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    /** With the next words of these, which do not arrive any more. */
    void dieAt(String words) {
        lastWords.set(words);
    }

    boolean hasDied() {
        return lastWords.get() == null;
    }

    private void accept() {
        try {
            while (true) {
                var client = door.accept();
                var behind = new Socket(InetAddress.getLoopbackAddress(), server);
                sockets.add(client);
                sockets.add(behind);
                var dead = isDead;
                Thread.ofVirtual().start(() -> pass(client, behind, dead));
                Thread.ofVirtual().start(() -> pass(behind, client, dead));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void pass(Socket from, Socket to, AtomicBoolean dead) {
        try {
            var bytes = new byte[8192];
            for (int read = from.getInputStream().read(bytes); read >= 0; read = from.getInputStream().read(bytes)) {
                dieIfSo(new String(bytes, 0, read, StandardCharsets.ISO_8859_1));
                if (dead.get()) {
                    return;
                }
                to.getOutputStream().write(Arrays.copyOf(bytes, read));
            }
            to.close();
        } catch (IOException _) {
            // One of them has hung up.
        }
    }

    private synchronized void dieIfSo(String said) {
        var words = lastWords.get();
        if (words != null && said.contains(words)) {
            isDead.set(true);
            isDead = new AtomicBoolean();
            lastWords.set(null);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
