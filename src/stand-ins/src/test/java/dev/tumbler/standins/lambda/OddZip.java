package dev.tumbler.standins.lambda;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Archives as no tool makes them: every field is written as it is given. */
final class OddZip {
    private static final int UNIX = 3 << 8;
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int CENTRAL_HEADER = 0x02014b50;
    private static final int END = 0x06054b50;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Entry> entries = new ArrayList<>();

    /** What the two headers of an entry say. */
    private static final class Entry {
        private final byte[] name;
        private final int mode;
        private int offset;
        private int flags;
        private int method;
        private int crc;
        private int size;
        private byte[] data;

        Entry(String name, int mode) {
            this.name = name.getBytes(StandardCharsets.UTF_8);
            this.mode = mode;
        }
    }

    OddZip stored(String name, int mode, String content) {
        Entry entry = new Entry(name, mode);
        entry.data = content.getBytes(StandardCharsets.UTF_8);
        entry.size = entry.data.length;
        entry.crc = crc(entry.data);
        return local(entry);
    }

    /** So many zero bytes, deflated. */
    OddZip zeros(String name, int mode, int size) {
        Entry entry = new Entry(name, mode);
        byte[] content = new byte[size];
        entry.method = 8;
        entry.data = deflated(content);
        entry.size = size;
        entry.crc = crc(content);
        return local(entry);
    }

    /** Another name for the last entry's bytes. */
    OddZip again(String name) {
        Entry last = last();
        Entry entry = new Entry(name, last.mode);
        entry.offset = last.offset;
        entry.method = last.method;
        entry.data = last.data;
        entry.size = last.size;
        entry.crc = last.crc;
        entries.add(entry);
        return this;
    }

    OddZip declaringSize(int size) {
        last().size = size;
        return this;
    }

    OddZip declaringCrc(int crc) {
        last().crc = crc;
        return this;
    }

    OddZip encrypted() {
        last().flags = 1;
        return this;
    }

    OddZip compressedBy(int method) {
        last().method = method;
        return this;
    }

    private Entry last() {
        return entries.get(entries.size() - 1);
    }

    private OddZip local(Entry entry) {
        entry.offset = bytes.size();
        entries.add(entry);
        ByteBuffer header = buffer(30)
                .putInt(LOCAL_HEADER)
                .putShort((short) 20)
                .putShort((short) entry.flags)
                .putShort((short) entry.method)
                .putInt(0)
                .putInt(entry.crc)
                .putInt(entry.data.length)
                .putInt(entry.size)
                .putShort((short) entry.name.length)
                .putShort((short) 0);
        write(header, entry.name, entry.data);
        return this;
    }

    byte[] bytes() {
        int start = bytes.size();
        entries.forEach(this::central);
        int length = bytes.size() - start;
        short count = (short) entries.size();
        ByteBuffer end = buffer(22)
                .putInt(END)
                .putInt(0)
                .putShort(count)
                .putShort(count)
                .putInt(length)
                .putInt(start)
                .putShort((short) 0);
        write(end);
        return bytes.toByteArray();
    }

    private void central(Entry entry) {
        ByteBuffer header = buffer(46)
                .putInt(CENTRAL_HEADER)
                .putShort((short) (UNIX | 20))
                .putShort((short) 20)
                .putShort((short) entry.flags)
                .putShort((short) entry.method)
                .putInt(0)
                .putInt(entry.crc)
                .putInt(entry.data.length)
                .putInt(entry.size)
                .putShort((short) entry.name.length)
                .putLong(0)
                .putInt(entry.mode << 16)
                .putInt(entry.offset);
        write(header, entry.name);
    }

    private void write(ByteBuffer header, byte[]... parts) {
        byte[] fields = new byte[header.capacity()];
        header.rewind().get(fields);
        bytes.writeBytes(fields);
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int crc(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return (int) crc.getValue();
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] chunk = new byte[64 * 1024];
            while (!deflater.finished()) {
                out.write(chunk, 0, deflater.deflate(chunk));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
