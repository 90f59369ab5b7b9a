package org.inesconnector.ines;

import java.time.LocalDateTime;

/** A value of an INES field. INES has no null: every field has a value that stands for "nothing". */
public sealed interface InesValue {

    record Text(String value) implements InesValue {
        @Override
        public String toString() {
            return value;
        }
    }

    record Whole(int value) implements InesValue {
        @Override
        public String toString() {
            return Integer.toString(value);
        }
    }

    /** INES writes dates without a zone; what zone its server means is not known. */
    record Moment(LocalDateTime value) implements InesValue {
        @Override
        public String toString() {
            return value.toString();
        }
    }

    static InesValue text(String value) {
        return new Text(value);
    }

    static InesValue whole(int value) {
        return new Whole(value);
    }

    static InesValue moment(LocalDateTime value) {
        return new Moment(value);
    }
}
