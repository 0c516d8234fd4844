package org.salonarchive.archive;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A message as it is stored; pages read it by the rows of {@link Messages}. */
@Entity
@Table(name = "message")
public class ArchivedMessage {

    @Id
    long id;

    byte[] address = {};

    @Column(name = "message_id")
    String messageId = "";
}
