package org.salonarchive.archive;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mailing list and what its front page counts. */
@Entity
@Table(name = "mailing_list")
public class MailingList {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Integer id;

    String name = "";
    String listId = "";
    String title = "";
    String description = "";
    String volumeFrequency = VolumeFrequency.MONTH.word();
    String timeZone = "UTC";
    String access = "public";
    String addressDisplay = "masked";
    String postAddress = "";
    String subjectPrefix = "";
    String listGroup = "";
    boolean indexed = true;
    long messageCount;
    long threadCount;
    long senderCount;

    @Nullable
    Instant firstAt;

    @Nullable
    Instant lastAt;

    int lastNumber = -1;
    long revision;
    Instant createdAt = Instant.now();

    /** The key by which other tables know it. */
    public int id() {
        return Objects.requireNonNull(id);
    }

    /** Its part of addresses: lower-case letters, digits and {@code . _ + -}. */
    public String name() {
        return name;
    }

    public String title() {
        return title;
    }

    public String description() {
        return description;
    }

    /** How long a volume is. */
    public VolumeFrequency volumeFrequency() {
        return VolumeFrequency.ofWord(volumeFrequency);
    }

    /** Where volumes begin and end. */
    public ZoneId zone() {
        return ZoneId.of(timeZone);
    }

    /** How mail addresses are shown: {@code shown}, {@code masked} or {@code hidden}. */
    public String addressDisplay() {
        return addressDisplay;
    }

    /** Where answers go when a mail does not say so; may be empty. */
    public String postAddress() {
        return postAddress;
    }

    /** Under which heading the front page shows it; may be empty. */
    public String group() {
        return listGroup;
    }

    /** Whether search engines may list it. */
    public boolean indexed() {
        return indexed;
    }

    public long messageCount() {
        return messageCount;
    }

    public long threadCount() {
        return threadCount;
    }

    public long senderCount() {
        return senderCount;
    }

    public Optional<Instant> firstAt() {
        return Optional.ofNullable(firstAt);
    }

    public Optional<Instant> lastAt() {
        return Optional.ofNullable(lastAt);
    }

    /** The last number that a message of it has; -1 when there is none. */
    public int lastNumber() {
        return lastNumber;
    }

    /** When it was made, by which it can be told from any other list. */
    public Instant createdAt() {
        return createdAt;
    }

    /** Another text after every change that a reader could see; and never that of another list. */
    public String state() {
        return id() + " " + createdAt + " " + revision;
    }
}
