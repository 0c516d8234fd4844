package org.salonarchive.ingest.office;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What runs in the other process: takes documents from its standard input and gives back their text on its standard
 * output. That process has of Salon only this one class file, so it needs no other and has none within it; and Salon
 * has nothing of Tika, which is called by its name.
 *
 * <p>A question is a number, a length and the document; an answer the same number, a kind, a length and UTF-8. The
 * first answer comes unasked, for the number 0, when Tika is ready.
 */
final class TikaMain {

    /** What follows is the text. */
    static final int TEXT = 0;
    /** What follows is why there is none. */
    static final int REFUSED = 1;

    private static final int LATE = 9;

    private TikaMain() {}

    /**
     * Answers until its standard input ends.
     *
     * @param arguments characters of text, at most; milliseconds for a document, after which the process ends even
     *     when Salon is no longer there to end it
     */
    public static void main(String[] arguments) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        // What a library prints must not stand between answers.
        System.setOut(System.err);
        Object tika;
        Method parse;
        try {
            Class<?> facade = Class.forName("org.apache.tika.Tika");
            tika = facade.getConstructor().newInstance();
            facade.getMethod("setMaxStringLength", int.class).invoke(tika, Integer.parseInt(arguments[0]));
            parse = facade.getMethod("parseToString", InputStream.class);
        } catch (ReflectiveOperationException | LinkageError fault) {
            answer(out, 0, REFUSED, fault.toString());
            return;
        }
        answer(out, 0, TEXT, "");
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "watch");
            thread.setDaemon(true);
            return thread;
        });
        byte[] number = in.readNBytes(Integer.BYTES);
        while (number.length == Integer.BYTES) {
            byte[] document = in.readNBytes(in.readInt());
            Future<?> end = watch.schedule(
                    () -> Runtime.getRuntime().halt(LATE), Long.parseLong(arguments[1]), TimeUnit.MILLISECONDS);
            int kind = TEXT;
            String text;
            try {
                text = String.valueOf(parse.invoke(tika, new ByteArrayInputStream(document)));
            } catch (InvocationTargetException | IllegalAccessException fault) {
                kind = REFUSED;
                text = String.valueOf(fault.getCause());
            }
            end.cancel(false);
            answer(out, new DataInputStream(new ByteArrayInputStream(number)).readInt(), kind, text);
            number = in.readNBytes(Integer.BYTES);
        }
    }

    private static void answer(DataOutputStream out, int number, int kind, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(number);
        out.writeByte(kind);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }
}
