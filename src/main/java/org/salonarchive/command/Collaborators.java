package org.salonarchive.command;

import jakarta.enterprise.context.Dependent;
import org.salonarchive.admin.account.Invitations;
import org.salonarchive.admin.account.Operators;
import org.salonarchive.archive.ArchiveChanges;
import org.salonarchive.archive.ListSettings;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.archive.person.Persons;
import org.salonarchive.export.MailboxExport;
import org.salonarchive.export.StaticExport;
import org.salonarchive.ingest.Ingest;
import org.salonarchive.ingest.IngestRuns;
import org.salonarchive.ingest.Rebuild;
import org.salonarchive.ingest.SampleList;
import org.salonarchive.ingest.SearchRefill;
import org.salonarchive.ingest.follow.SourceRun;
import org.salonarchive.ingest.follow.SourceSchedule;
import org.salonarchive.ingest.follow.Subscriptions;
import org.salonarchive.ingest.push.LmtpListener;

/** What commands work with, once the application has started. */
@Dependent
final class Collaborators {

    private final MailingLists lists;
    private final ListSettings settings;
    private final Ingest ingest;
    private final Rebuild rebuild;
    private final SearchRefill refill;
    private final ArchiveChanges changes;
    private final SampleList sample;
    private final Subscriptions subscriptions;
    private final SourceRun sourceRun;
    private final SourceSchedule schedule;
    private final IngestRuns runs;
    private final LmtpListener lmtp;
    private final Operators operators;
    private final Invitations invitations;
    private final StaticExport staticExport;
    private final MailboxExport mailboxExport;
    private final Persons persons;
    private final WarmUp warmUp;

    Collaborators(
            MailingLists lists,
            ListSettings settings,
            Ingest ingest,
            Rebuild rebuild,
            SearchRefill refill,
            ArchiveChanges changes,
            SampleList sample,
            Subscriptions subscriptions,
            SourceRun sourceRun,
            SourceSchedule schedule,
            IngestRuns runs,
            LmtpListener lmtp,
            Operators operators,
            Invitations invitations,
            StaticExport staticExport,
            MailboxExport mailboxExport,
            Persons persons,
            WarmUp warmUp) {
        this.lists = lists;
        this.settings = settings;
        this.ingest = ingest;
        this.rebuild = rebuild;
        this.refill = refill;
        this.changes = changes;
        this.sample = sample;
        this.subscriptions = subscriptions;
        this.sourceRun = sourceRun;
        this.schedule = schedule;
        this.runs = runs;
        this.lmtp = lmtp;
        this.operators = operators;
        this.invitations = invitations;
        this.staticExport = staticExport;
        this.mailboxExport = mailboxExport;
        this.persons = persons;
        this.warmUp = warmUp;
    }

    MailingLists lists() {
        return lists;
    }

    ListSettings settings() {
        return settings;
    }

    Ingest ingest() {
        return ingest;
    }

    Rebuild rebuild() {
        return rebuild;
    }

    SearchRefill refill() {
        return refill;
    }

    ArchiveChanges changes() {
        return changes;
    }

    SampleList sample() {
        return sample;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    SourceRun sourceRun() {
        return sourceRun;
    }

    SourceSchedule schedule() {
        return schedule;
    }

    IngestRuns runs() {
        return runs;
    }

    LmtpListener lmtp() {
        return lmtp;
    }

    Operators operators() {
        return operators;
    }

    Invitations invitations() {
        return invitations;
    }

    StaticExport staticExport() {
        return staticExport;
    }

    MailboxExport mailboxExport() {
        return mailboxExport;
    }

    Persons persons() {
        return persons;
    }

    WarmUp warmUp() {
        return warmUp;
    }
}
