package org.inesconnector.ines;

/**
 * Text as XML 1.0 can carry it.
 *
 * @param text without what XML 1.0 forbids: control characters other than tab and line ends, halves of surrogate pairs,
 *        U+FFFE and U+FFFF
 * @param removed how many of those characters there were
 */
public record XmlText(String text, int removed) {

    public static XmlText clean(String value) {
        if (value.codePoints().allMatch(XmlText::isAllowed)) {
            return new XmlText(value, 0);
        }
        var text = new StringBuilder(value.length());
        value.codePoints().filter(XmlText::isAllowed).forEach(text::appendCodePoint);
        return new XmlText(text.toString(), value.length() - text.length());
    }

    /** XML 1.0, production 2 (Char). A lone surrogate is a code point of its own in the range left out. */
    private static boolean isAllowed(int codePoint) {
        return codePoint == '\t' || codePoint == '\n' || codePoint == '\r'
                || (codePoint >= 0x20 && codePoint <= 0xD7FF)
                || (codePoint >= 0xE000 && codePoint <= 0xFFFD)
                || codePoint >= 0x10000;
    }
}
