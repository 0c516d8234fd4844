package org.salonarchive.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @ParameterizedTest
    @CsvSource({
        "128, 16MB, 64MB, 16MB, 4MB, 512MB",
        "2048, 128MB, 1024MB, 32MB, 4MB, 512MB",
        "8192, 512MB, 4096MB, 128MB, 16MB, 1024MB",
        "262144, 512MB, 65536MB, 256MB, 32MB, 4096MB"
    })
    void fitTheMemory(long megabytes, String shared, String cache, String maintenance, String work, String wal) {
        assertThat(Settings.file(megabytes << 20))
                .contains("\nshared_buffers = " + shared + "\n")
                .contains("\neffective_cache_size = " + cache + "\n")
                .contains("\nmaintenance_work_mem = " + maintenance + "\n")
                .contains("\nwork_mem = " + work + "\n")
                .contains("\nmax_wal_size = " + wal + "\n");
    }

    @Test
    void areDurable() {
        assertThat(Settings.file(Settings.memory()))
                .contains("\nfsync = on\n", "\nsynchronous_commit = on\n", "\nfull_page_writes = on\n");
    }
}
