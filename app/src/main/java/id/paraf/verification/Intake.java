package id.paraf.verification;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * Takes a file off the wire into memory, never onto a disk. Room is taken as the bytes arrive, so that a sender who only announces
 * them, or sends them slowly, holds no more than what has come.
 */
final class Intake {

    private static final int PIECE = 256 << 10;
    /** Fifty megabytes over a slow phone; whoever takes longer makes others wait. */
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);

    private final Room room;
    private final long most;

    Intake(Room room, long most) {
        this.room = room;
        this.most = most;
    }

    /** What came. */
    sealed interface Taken {

        /** The file; its room is given back by closing it, once. */
        record Held(byte[] bytes, Room.Share share) implements Taken, AutoCloseable {

            @Override
            public void close() {
                share.close();
            }
        }

        record Refused(Refusal why) implements Taken {
        }
    }

    Taken take(InputStream in) throws IOException {
        var share = room.share();
        boolean kept = false;
        try {
            var taken = take(in, share);
            kept = taken instanceof Taken.Held;
            return taken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        } finally {
            if (!kept) {
                share.close();
            }
        }
    }

    private Taken take(InputStream in, Room.Share share) throws IOException, InterruptedException {
        var pieces = new ArrayDeque<byte[]>();
        long size = 0;
        long begun = System.nanoTime();
        while (true) {
            if (!share.grow(PIECE)) {
                return new Taken.Refused(Refusal.BUSY);
            }
            byte[] piece = in.readNBytes(PIECE);
            size += piece.length;
            if (size > most) {
                return new Taken.Refused(Refusal.TOO_LARGE);
            }
            pieces.add(piece);
            if (piece.length < PIECE) {
                break;
            }
            if (System.nanoTime() - begun > LONGEST) {
                return new Taken.Refused(Refusal.BUSY);
            }
        }
        return size == 0 ? new Taken.Refused(Refusal.EMPTY) : whole(pieces, (int) size, share);
    }

    private static Taken whole(ArrayDeque<byte[]> pieces, int size, Room.Share share) throws InterruptedException {
        if (!share.grow(size)) {
            return new Taken.Refused(Refusal.BUSY);
        }
        var whole = new byte[size];
        int at = 0;
        for (byte[] piece = pieces.poll(); piece != null; piece = pieces.poll()) {
            System.arraycopy(piece, 0, whole, at, piece.length);
            at += piece.length;
            share.shrink(PIECE);
        }
        return new Taken.Held(whole, share);
    }
}
