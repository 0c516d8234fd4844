package org.salonarchive.command;

import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.inject.spi.CDI;
import java.util.concurrent.Callable;
import org.salonarchive.ingest.SampleList;
import picocli.CommandLine.Command;

/** Serves the archive over HTTP until it is stopped. */
@Command(
        name = "serve",
        description =
                "Serves the archive in the browser (the default). On its very first start it loads a sample list.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        CDI.current().select(SampleList.class).get().loadIfFirstStart();
        Quarkus.waitForExit();
        return ExitStatus.DONE;
    }
}
