package org.salonarchive.source.git;

import java.io.File;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * What JGit is told of the machine: nothing. Left to itself it runs git to ask for its settings, reads the user's, and
 * writes into repositories to measure the disk's clock.
 */
final class NoSettings extends SystemReader.Delegate {

    private static final String FILE_SYSTEM = "filesystem";

    /** Longer than any clock of a file system is coarse. */
    private static final Duration CLOCK = Duration.ofSeconds(2);

    private NoSettings(SystemReader machine) {
        super(machine);
    }

    /** To be called before anything of JGit is used. */
    static void install() {
        SystemReader.setInstance(new NoSettings(SystemReader.getInstance()));
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS files) {
        return new Empty(parent, files);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS files) {
        return new Empty(parent, files);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS files) {
        return new Empty(parent, files);
    }

    /** Settings of nobody, but for what need not be measured then. */
    private static final class Empty extends FileBasedConfig {

        Empty(@Nullable Config parent, FS files) {
            super(parent, new File(""), files);
        }

        @Override
        public void load() {
            // There is no file.
        }

        @Override
        public void save() {
            // Nothing of it is to be kept.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }

        @Override
        public long getTimeUnit(
                String section, @Nullable String subsection, String name, long otherwise, TimeUnit unit) {
            return FILE_SYSTEM.equals(section)
                    ? unit.convert(CLOCK)
                    : super.getTimeUnit(section, subsection, name, otherwise, unit);
        }
    }
}
