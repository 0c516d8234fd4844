package org.salonarchive.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinariesTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, postgres-linux-x86_64.txz",
        "Linux, aarch64, postgres-linux-arm_64.txz",
        "Mac OS X, aarch64, postgres-darwin-arm_64.txz"
    })
    void areBroughtForTheMachinesThatSalonRunsOn(String system, String machine, String resource) {
        assertThat(Binaries.resource(system, machine)).isEqualTo(resource);
        assertThat(getClass().getResource("/" + resource)).isNotNull();
    }

    @Test
    void sayWhatToDoOnOtherMachines(@TempDir Path folder) {
        assertThatExceptionOfType(DatabaseUnavailable.class)
                .isThrownBy(() -> Binaries.in(folder, Binaries.resource("Linux", "riscv64")))
                .withMessageContainingAll("postgres-linux-riscv64.txz", "QUARKUS_DATASOURCE_JDBC_URL");
        assertThat(folder).isEmptyDirectory();
    }
}
