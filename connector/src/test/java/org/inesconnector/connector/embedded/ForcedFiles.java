package org.inesconnector.connector.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.jspecify.annotations.Nullable;

/** Files of H2's whose content, when they were forced to the disk last, is kept beside them: what a machine without power has. */
public final class ForcedFiles extends FilePathWrapper {

    private static final String SCHEME = "forced";

    private static final Set<Path> TAKE_NOTHING = ConcurrentHashMap.newKeySet();

    /** @return the address of a database as an installation has it */
    public static String address(Path database) {
        FilePath.register(new ForcedFiles());
        return "jdbc:h2:" + SCHEME + ":" + database
                + ";MODE=PostgreSQL;WRITE_DELAY=0;LOCK_TIMEOUT=20000;TRACE_LEVEL_FILE=0";
    }

    /** From now on nothing in it can be forced to the disk; what is written stays with the system. */
    public static void takeNothing(Path directory) throws IOException {
        TAKE_NOTHING.add(directory.toRealPath());
    }

    public static void takeAll(Path directory) throws IOException {
        TAKE_NOTHING.remove(directory.toRealPath());
    }

    /** @return the address of a database with what was on the disk, for all who have opened {@link #address} */
    public static String afterPowerCut(Path database) {
        return "jdbc:h2:file:" + kept(database) + ";MODE=PostgreSQL;IFEXISTS=TRUE";
    }

    private static Path kept(Path database) {
        return database.resolveSibling("forced-" + database.getFileName());
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(Path.of(getBase().toString()), getBase().open(mode));
    }

    private static final class Channel extends FileBase {

        private final Path path;
        private final FileChannel file;

        private Channel(Path path, FileChannel file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            if (TAKE_NOTHING.contains(path.getParent())) {
                throw new IOException("No space left on device");
            }
            file.force(metaData);
            keep();
        }

        private synchronized void keep() {
            try {
                var copy = path.resolveSibling("copy-" + path.getFileName());
                Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
                Files.move(copy, kept(path), StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            return file.read(into);
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return file.read(into, position);
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            return file.write(from);
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            return file.write(from, position);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
