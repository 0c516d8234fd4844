package org.salonarchive.command;

import jakarta.enterprise.context.Dependent;
import org.salonarchive.archive.ListSettings;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.ingest.Ingest;
import org.salonarchive.ingest.SampleList;

/** What commands work with, once the application has started. */
@Dependent
final class Collaborators {

    private final MailingLists lists;
    private final Ingest ingest;
    private final SampleList sample;
    private final ListSettings settings;

    Collaborators(MailingLists lists, Ingest ingest, SampleList sample, ListSettings settings) {
        this.lists = lists;
        this.ingest = ingest;
        this.sample = sample;
        this.settings = settings;
    }

    MailingLists lists() {
        return lists;
    }

    Ingest ingest() {
        return ingest;
    }

    SampleList sample() {
        return sample;
    }

    ListSettings settings() {
        return settings;
    }
}
