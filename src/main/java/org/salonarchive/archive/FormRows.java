package org.salonarchive.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The bytes of a batch: its forms, what was cut out of them, and what they offer to take away. */
final class FormRows {

    private final Connection connection;

    FormRows(Connection connection) {
        this.connection = connection;
    }

    void add(List<BatchPlan.NewForm> forms) throws SQLException, IOException {
        copyForms(forms);
        copyContents(newContents(forms));
        copyCuts(forms);
        Map<Long, List<Attachment>> attachments = new HashMap<>();
        forms.forEach(form -> attachments.put(form.id(), form.form().attachments()));
        copyAttachments(attachments);
    }

    private void copyForms(List<BatchPlan.NewForm> forms) throws SQLException, IOException {
        try (BinaryCopy copy = new BinaryCopy(connection, """
                raw_message (id, message_id, sha256, size, bytes, source, position, separator, quoting,
                             fidelity, received_at, dictionary_id)""")) {
            for (BatchPlan.NewForm form : forms) {
                Receipt receipt = form.form().receipt();
                copy.row(12);
                copy.bigint(form.id());
                copy.bigint(form.messageId());
                copy.bytes(form.form().sha256());
                copy.integer(form.form().size());
                copy.bytes(form.form().frame());
                copy.text(receipt.source());
                copy.bigint(receipt.position());
                copy.bytes(receipt.separator());
                copy.text(receipt.quoting());
                copy.smallint(OptionalInt.of(receipt.fidelity().column()));
                copy.instant(receipt.receivedAt());
                copy.bigint(form.form().dictionary().id());
            }
        }
    }

    /** Writers take turns, so that what is not there now cannot come before this batch is committed. */
    private Collection<Cut> newContents(List<BatchPlan.NewForm> forms) throws SQLException {
        Map<ByteBuffer, Cut> contents = new HashMap<>();
        forms.forEach(form ->
                form.form().cuts().forEach(cut -> contents.putIfAbsent(ByteBuffer.wrap(cut.sha256()), cut)));
        if (contents.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement ask = connection.prepareStatement("select sha256 from content where sha256 = any (?)")) {
            ask.setArray(
                    1,
                    KnownRows.byteas(
                            connection,
                            contents.values().stream().map(Cut::sha256).toList()));
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    contents.remove(ByteBuffer.wrap(rows.getBytes(1)));
                }
            }
        }
        return contents.values();
    }

    private void copyContents(Collection<Cut> contents) throws SQLException, IOException {
        if (contents.isEmpty()) {
            return;
        }
        try (BinaryCopy copy = new BinaryCopy(connection, "content (sha256, size, bytes)")) {
            for (Cut cut : contents) {
                copy.row(3);
                copy.bytes(cut.sha256());
                copy.integer(cut.size());
                copy.bytes(cut.frame());
            }
        }
    }

    private void copyCuts(List<BatchPlan.NewForm> forms) throws SQLException, IOException {
        try (BinaryCopy copy =
                new BinaryCopy(connection, "raw_message_cut (raw_id, position, content, line_length, crlf)")) {
            for (BatchPlan.NewForm form : forms) {
                for (Cut cut : form.form().cuts()) {
                    copy.row(5);
                    copy.bigint(form.id());
                    copy.integer(cut.position());
                    copy.bytes(cut.sha256());
                    copy.integer(cut.wrapping().lineLength());
                    copy.bool(cut.wrapping().crLf());
                }
            }
        }
    }

    /** Replaces what forms offer to take away. */
    void replaceAttachments(Map<Long, List<Attachment>> ofForms) throws SQLException, IOException {
        try (PreparedStatement delete = connection.prepareStatement("delete from attachment where raw_id = any (?)")) {
            delete.setArray(
                    1, connection.createArrayOf("bigint", ofForms.keySet().toArray()));
            delete.executeUpdate();
        }
        copyAttachments(ofForms);
    }

    private void copyAttachments(Map<Long, List<Attachment>> ofForms) throws SQLException, IOException {
        try (BinaryCopy copy =
                new BinaryCopy(connection, "attachment (raw_id, place, part, name, media_type, size, sha256)")) {
            for (Map.Entry<Long, List<Attachment>> form : ofForms.entrySet()) {
                int place = 0;
                for (Attachment attachment : form.getValue()) {
                    copy.row(7);
                    copy.bigint(form.getKey());
                    copy.integer(++place);
                    copy.text(attachment.part());
                    copy.text(attachment.name());
                    copy.text(attachment.mediaType());
                    copy.bigint(attachment.size());
                    copy.bytes(HexFormat.of().parseHex(attachment.sha256()));
                }
            }
        }
    }
}
