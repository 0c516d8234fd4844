package org.salonarchive.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.salonarchive.archive.Arrival;
import org.salonarchive.archive.Dictionary;
import org.salonarchive.archive.Receipt;
import org.salonarchive.archive.WordRules;
import org.salonarchive.message.BodyPart;
import org.salonarchive.message.EffectiveDate;
import org.salonarchive.message.MessageParser;
import org.salonarchive.message.ParsedMessage;
import org.salonarchive.message.words.Token;
import org.salonarchive.message.words.Tokenizer;
import org.salonarchive.render.AddressMask;
import org.salonarchive.render.Flow;
import org.salonarchive.render.HtmlRenderer;
import org.salonarchive.render.HtmlSetting;
import org.salonarchive.render.PlainTextRenderer;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Reading;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.Sources;
import org.salonarchive.thread.HashedReference;
import org.salonarchive.thread.Skeleton;
import org.salonarchive.thread.Threader;

/**
 * The pure code that every mail runs through, each over all mails of a mailbox: what a message takes is the time
 * divided by their number, which is printed at the beginning.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
public class HotPaths {

    private static final MessageParser PARSER = new MessageParser();
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final HtmlSetting SETTING =
            new HtmlSetting(AddressMask.MASKED, 3, true, contentId -> Optional.empty());

    /** The mailbox. */
    @Param("")
    public String mailbox;

    /** No more of its messages are taken. */
    @Param("5000")
    public int messages;

    private final List<byte[]> raws = new ArrayList<>();
    private final List<ParsedMessage> parsed = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final List<String> articles = new ArrayList<>();
    private final List<Skeleton> skeletons = new ArrayList<>();

    @Setup
    public void read() throws IOException {
        try (Reading reading = Sources.mailbox("bench", Path.of(mailbox)).read(Optional.empty())) {
            Optional<SourceItem> item = reading.next();
            while (item.isPresent() && raws.size() < messages) {
                if (item.get() instanceof RawMessage message) {
                    raws.add(message.bytes());
                }
                item = reading.next();
            }
        }
        for (byte[] raw : raws) {
            ParsedMessage message = PARSER.parse(raw);
            parsed.add(message);
            for (BodyPart part : message.displayed()) {
                if (part.kind() == BodyPart.Kind.HTML) {
                    articles.add(part.text());
                } else if (part.kind() == BodyPart.Kind.TEXT) {
                    texts.add(part.text());
                }
            }
            skeletons.add(new Skeleton(
                    skeletons.size() + 1L,
                    message.messageId().hash(),
                    date(message).at(),
                    message.contentHash(),
                    message.references().stream()
                            .map(reference -> new HashedReference(
                                    reference.id().hash(), reference.field(), reference.position()))
                            .toList()));
        }
        System.out.printf(
                "%n# %d messages of %d bytes, %d plain texts, %d in HTML%n",
                raws.size(), raws.stream().mapToLong(raw -> raw.length).sum(), texts.size(), articles.size());
    }

    private static EffectiveDate date(ParsedMessage message) {
        return EffectiveDate.choose(message, Optional.empty(), Optional.empty(), NOW);
    }

    /** The mailbox, cut into messages: all of it, whatever was taken for the others. */
    @Benchmark
    public void split(Blackhole into) throws IOException {
        try (Reading reading = Sources.mailbox("bench", Path.of(mailbox)).read(Optional.empty())) {
            for (int i = 0; i < raws.size(); i++) {
                into.consume(reading.next());
            }
        }
    }

    /** Structure, fields and text. */
    @Benchmark
    public void parse(Blackhole into) {
        raws.forEach(raw -> into.consume(PARSER.parse(raw).text()));
    }

    /** All that an import makes of a message before it writes it: parsed, packed, hashed, its words. */
    @Benchmark
    public void arrive(Blackhole into) {
        for (byte[] raw : raws) {
            ParsedMessage message = PARSER.parse(raw);
            Receipt receipt = new Receipt("bench", 0, new byte[0], "none", Optional.empty());
            into.consume(Arrival.of(raw, message, date(message), receipt, WordRules.PLAIN, Dictionary.NONE));
        }
    }

    /** The words of plain texts, each in its folded form. */
    @Benchmark
    public void tokenize(Blackhole into) {
        for (String text : texts) {
            Tokenizer tokens = new Tokenizer(text, 0);
            for (Token token = tokens.next(); token != null; token = tokens.next()) {
                into.consume(token.folded());
            }
        }
    }

    /** Plain texts as pages show them. */
    @Benchmark
    public void plainText(Blackhole into) {
        texts.forEach(text -> into.consume(PlainTextRenderer.render(text, Flow.FIXED, AddressMask.MASKED)));
    }

    /** HTML as pages show it, made safe. */
    @Benchmark
    public void html(Blackhole into) {
        articles.forEach(article -> into.consume(HtmlRenderer.render(article, SETTING)));
    }

    /** All messages as one batch: who answers whom. */
    @Benchmark
    public void thread(Blackhole into) {
        into.consume(Threader.thread(skeletons));
    }
}
