package org.salonarchive.archive;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** One form of a message's bytes, as it is stored: a Zstandard frame. */
@Entity
@Table(name = "raw_message")
public class RawMessageForm {

    @Id
    long id;

    @Column(name = "message_id")
    long messageId;

    byte[] sha256 = {};
    int size;
    byte[] bytes = {};
}
