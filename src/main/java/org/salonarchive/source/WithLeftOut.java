package org.salonarchive.source;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A source of which messages are taken over, too, that are usually left out. With another choice it is another source,
 * and is read from its start.
 *
 * @param taken which, by their reasons
 */
record WithLeftOut(Source source, Set<LeftOutMessage.Why> taken) implements Source {

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public long size() {
        return source.size();
    }

    @Override
    public Reading read(Optional<Checkpoint> after) throws IOException {
        String mark =
                taken.stream().sorted().map(LeftOutMessage.Why::word).collect(Collectors.joining(",", " with ", ""));
        Optional<Checkpoint> before = after.map(Checkpoint::text)
                .filter(text -> text.endsWith(mark))
                .map(text -> new Checkpoint(text.substring(0, text.length() - mark.length())));
        return new Pass(source.read(before), taken, mark);
    }

    private record Pass(Reading reading, Set<LeftOutMessage.Why> taken, String mark) implements Reading {

        @Override
        public Optional<SourceItem> next() throws IOException {
            return reading.next().map(this::chosen);
        }

        private SourceItem chosen(SourceItem item) {
            boolean chosen = item instanceof LeftOutMessage left && taken.contains(left.why());
            return chosen
                    ? ((LeftOutMessage) item)
                            .message()
                            .<SourceItem>map(message -> message)
                            .orElse(item)
                    : item;
        }

        @Override
        public Checkpoint checkpoint() {
            return new Checkpoint(reading.checkpoint().text() + mark);
        }

        @Override
        public long bytesRead() {
            return reading.bytesRead();
        }

        @Override
        public void close() throws IOException {
            reading.close();
        }
    }
}
