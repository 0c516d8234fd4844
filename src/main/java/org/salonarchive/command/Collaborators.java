package org.salonarchive.command;

import jakarta.enterprise.context.Dependent;
import org.salonarchive.admin.account.Invitations;
import org.salonarchive.admin.account.Operators;
import org.salonarchive.archive.ListSettings;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.ingest.Ingest;
import org.salonarchive.ingest.Rebuild;
import org.salonarchive.ingest.SampleList;

/** What commands work with, once the application has started. */
@Dependent
final class Collaborators {

    private final MailingLists lists;
    private final Ingest ingest;
    private final SampleList sample;
    private final ListSettings settings;
    private final Rebuild rebuild;
    private final Operators operators;
    private final Invitations invitations;

    Collaborators(
            MailingLists lists,
            Ingest ingest,
            SampleList sample,
            ListSettings settings,
            Rebuild rebuild,
            Operators operators,
            Invitations invitations) {
        this.lists = lists;
        this.ingest = ingest;
        this.sample = sample;
        this.settings = settings;
        this.rebuild = rebuild;
        this.operators = operators;
        this.invitations = invitations;
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

    Rebuild rebuild() {
        return rebuild;
    }

    ListSettings settings() {
        return settings;
    }

    Operators operators() {
        return operators;
    }

    Invitations invitations() {
        return invitations;
    }
}
