package org.salonarchive.message;

import java.io.ByteArrayOutputStream;

/** A change at one place of a mail: bytes taken out, and others put in. */
record Damage(int place, int removed, byte[] inserted) {

    byte[] applied(byte[] mail) {
        int begin = mail.length == 0 ? 0 : Math.floorMod(place, mail.length);
        int end = Math.min(mail.length, begin + removed);
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        damaged.write(mail, 0, begin);
        damaged.writeBytes(inserted);
        damaged.write(mail, end, mail.length - end);
        return damaged.toByteArray();
    }
}
