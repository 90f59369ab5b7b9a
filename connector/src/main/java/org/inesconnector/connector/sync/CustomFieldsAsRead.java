package org.inesconnector.connector.sync;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.inesconnector.ines.CustomFieldOwner;
import org.inesconnector.ines.CustomFieldValue;
import org.inesconnector.ines.InesClient;

/** Whether custom fields of records that INES had before are still as the plan was made for. */
final class CustomFieldsAsRead {

    private record Reading(List<CustomFieldValue> values, long since) {

        boolean isOlderThan(Duration age) {
            return System.nanoTime() - since > age.toNanos();
        }

        Set<CustomFieldValue> of(int definition) {
            return values.stream().filter(value -> value.definition() == definition).collect(Collectors.toSet());
        }
    }

    private final InesClient ines;
    private final Duration age;
    private final Map<CustomFieldOwner, Reading> planned = new EnumMap<>(CustomFieldOwner.class);
    private final Map<CustomFieldOwner, Reading> last = new EnumMap<>(CustomFieldOwner.class);

    /** @param age what was read so long ago is read again */
    CustomFieldsAsRead(InesClient ines, Held held, Duration age) {
        this.ines = ines;
        this.age = age;
        held.contact().ifPresent(_ -> planned.put(
                CustomFieldOwner.CONTACT, new Reading(held.contactCustomFields(), held.readSince())));
        held.client().ifPresent(_ -> planned.put(
                CustomFieldOwner.COMPANY, new Reading(held.clientCustomFields(), held.readSince())));
        last.putAll(planned);
    }

    boolean areOld(CustomFieldOwner owner) {
        return Optional.ofNullable(last.get(owner)).filter(read -> read.isOlderThan(age)).isPresent();
    }

    /**
     * Of several values of a field the last one counts: a second one would take the place of one that somebody has given
     * since, though the field may be protected.
     *
     * @throws ChangedMeanwhile where somebody has
     */
    void require(CustomFieldOwner owner, int reference, int definition) {
        if (areOld(owner)) {
            long since = System.nanoTime();
            last.put(owner, new Reading(ines.customFields(owner, reference), since));
        }
        if (!values(last, owner, definition).equals(values(planned, owner, definition))) {
            throw new ChangedMeanwhile();
        }
    }

    private static Set<CustomFieldValue> values(
            Map<CustomFieldOwner, Reading> readings, CustomFieldOwner owner, int definition) {
        return Optional.ofNullable(readings.get(owner)).map(read -> read.of(definition)).orElseGet(Set::of);
    }
}
