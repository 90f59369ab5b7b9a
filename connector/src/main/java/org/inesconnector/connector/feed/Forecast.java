package org.inesconnector.connector.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.inesconnector.connector.connection.InesConnectionSettings;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.SideBySide;
import org.inesconnector.connector.sync.Cause;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.connector.sync.Incoming;
import org.inesconnector.connector.sync.MauticReading;
import org.inesconnector.connector.sync.Plan;
import org.inesconnector.connector.sync.Preview;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.SkipReason;
import org.inesconnector.ines.CustomFieldOwner;
import org.inesconnector.mautic.ContactFilter;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;
import org.springframework.stereotype.Service;

/** A dry run of all contacts: what full synchronisation would do, before it is switched on. */
@Service
public class Forecast {

    private static final int PAGE = 200;

    /** Of those that a person must look at. */
    private static final int MOST_NAMED = 20;

    private final MauticClient mautic;
    private final MauticReading reading;
    private final ContactPush push;
    private final SideBySide atOnce;

    Forecast(MauticClient mautic, MauticReading reading, ContactPush push, InesConnectionSettings ines) {
        this.atOnce = SideBySide.of(ines.callsAtOnce());
        this.mautic = mautic;
        this.reading = reading;
        this.push = push;
    }

    /**
     * @param clients to create
     * @param contacts to create
     * @param updated contacts that would be changed at INES, or whose company would
     * @param prevented contacts that a person must look at first
     * @param whom the first of them
     * @param inesCalls how many calls to INES all of that is, leads and reads included
     */
    public record Count(
            long clients,
            long contacts,
            long updated,
            long unchanged,
            Map<SkipReason, Long> skipped,
            long prevented,
            List<Prevented> whom,
            long inesCalls) {

        public Count {
            skipped = Map.copyOf(skipped);
            whom = List.copyOf(whom);
        }
    }

    /** @param why a person must look at the contact first */
    public record Prevented(long contact, Message why) {}

    /** How many contacts have an e-mail address and a company: Mautic's own count, at once. */
    public long eligible() {
        return mautic.countContactsAfter(0, Candidates.ELIGIBLE);
    }

    /** Takes as many reads of Mautic as a first synchronisation, and reads at INES what is known to be there. */
    public Count count() {
        return count(() -> true);
    }

    /**
     * @param isWanted whether it is, still: an interrupt would close the embedded database for all
     * @throws CancellationException where it is not
     */
    public Count count(BooleanSupplier isWanted) {
        var tally = new Tally();
        tally.skip(SkipReason.NO_EMAIL, mautic.countContactsAfter(0, List.of(new ContactFilter.IsEmpty("email"))));
        tally.skip(SkipReason.NO_COMPANY, mautic.countContactsAfter(
                0, List.of(new ContactFilter.IsNotEmpty("email"), new ContactFilter.IsEmpty("company"))));
        long afterId = 0;
        List<MauticContact> page;
        do {
            page = mautic.contactsAfter(afterId, PAGE, Candidates.ELIGIBLE);
            previews(reading.withCompanies(page), isWanted).forEach(tally::add);
            afterId = page.isEmpty() ? afterId : page.getLast().id();
        } while (!page.isEmpty());
        return tally.count();
    }

    private List<Seen> previews(List<Incoming> page, BooleanSupplier isWanted) {
        return atOnce.run(page.stream()
                .<Callable<Seen>>map(incoming -> () -> {
                    if (!isWanted.getAsBoolean()) {
                        throw new CancellationException("Nobody waits for the forecast any more");
                    }
                    return preview(incoming);
                })
                .toList());
    }

    private Seen preview(Incoming incoming) {
        long company = incoming instanceof Incoming.Found found
                ? found.company().map(MauticCompany::id).orElse(0L)
                : 0L;
        return new Seen(incoming.askedFor(), company, push.preview(incoming, Cause.FIRST_SYNCHRONISATION));
    }

    private record Seen(long contactId, long companyId, Preview preview) {}

    /** Counts a company that is created with its first contacts once. */
    private static final class Tally {

        private final Map<SkipReason, Long> skipped = new TreeMap<>();
        private final Map<Long, Integer> newCompanies = new HashMap<>();
        private long contacts;
        private long updated;
        private long unchanged;
        private final List<Prevented> whom = new ArrayList<>();
        private long prevented;
        private long calls;

        void skip(SkipReason reason, long number) {
            if (number > 0) {
                skipped.merge(reason, number, Long::sum);
            }
        }

        void add(Seen seen) {
            switch (seen.preview()) {
                case Preview.Prevented(PushResult result) -> add(result, seen.contactId());
                case Preview.Planned(var _, Plan plan, int reads, var _) -> {
                    calls += reads + plan.calls().size();
                    add(plan, seen.companyId());
                }
            }
        }

        private void add(PushResult result, long contact) {
            switch (result) {
                case PushResult.Skipped(SkipReason reason, var _) -> skip(reason, 1);
                case PushResult.Unchanged _ -> unchanged++;
                default -> {
                    prevented++;
                    if (whom.size() < MOST_NAMED) {
                        whom.add(new Prevented(contact, result.message()));
                    }
                }
            }
        }

        private void add(Plan plan, long companyId) {
            switch (plan) {
                case Plan.CreateClientAndContact _ -> {
                    contacts++;
                    calls += joining(plan, newCompanies.merge(companyId, 1, Integer::sum));
                }
                case Plan.AddContact _ -> contacts++;
                case Plan.CreateClientAndMove _ -> {
                    newCompanies.merge(companyId, 1, Integer::sum);
                    updated++;
                }
                case Plan.Update _ -> updated++;
                case Plan.Nothing _ -> unchanged++;
            }
        }

        /**
         * What it costs more, or less, than by itself: the first contacts of a company share a call; later ones find it
         * there, where it is read. Its custom fields are written once.
         */
        private static long joining(Plan plan, int place) {
            if (place == 1) {
                return 0;
            }
            long written = plan.details().customFields().stream()
                    .filter(write -> write.owner() == CustomFieldOwner.COMPANY)
                    .count();
            return place <= ContactPush.TOGETHER_AT_MOST ? -1 - written : written > 0 ? 2 - written : 1;
        }

        Count count() {
            return new Count(newCompanies.size(), contacts, updated, unchanged, skipped, prevented, whom, calls);
        }
    }
}
