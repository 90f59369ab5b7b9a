package org.inesconnector.simulator.mautic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Many contacts of many companies at once, as after an import long ago: no audit rows, no events, and each contact a
 * second after the one before.
 */
final class Seeder {

    private static final List<String> FIRST_NAMES = List.of("Camille", "Zoé", "Jérôme", "Inès", "Loïc", "Maëlle",
            "Théo", "Anaïs", "François", "Hélène", "Noël", "Agnès", "Benoît");
    private static final List<String> LAST_NAMES = List.of("Lefèvre", "Martin", "Dupont", "Müller", "d'Ormesson",
            "Le Goff", "Garçon", "Nguyen", "Bézier", "Château-Renault", "Petit");
    private static final List<String> CITIES = List.of("Annecy", "Lyon", "Saint-Étienne", "Nîmes", "Besançon",
            "Orléans", "Aÿ-Champagne");

    private static final Duration LONG_AGO = Duration.ofDays(30);

    private final Mautic mautic;

    Seeder(Mautic mautic) {
        this.mautic = mautic;
    }

    void seed(int contacts, int companies) {
        seed(contacts, companies, companies == 0 ? new int[0] : inTurn(contacts, companies));
    }

    void seed(int contacts, int companies, long shuffle) {
        seed(contacts, companies, shuffled(companies == 0 ? new int[0] : inTurn(contacts, companies), shuffle));
    }

    /** @param companyOf the place of each contact's company; empty where nobody has one */
    private void seed(int contacts, int companies, int[] companyOf) {
        synchronized (mautic) {
            var begun = mautic.now().minus(LONG_AGO);
            var made = IntStream.range(0, companies)
                    .mapToObj(_ -> company(Publication.created(mautic.version, begun, Author.SYSTEM)))
                    .toList();
            for (int i = 0; i < contacts; i++) {
                contact(i, Publication.created(mautic.version, begun.plusSeconds(i), Author.SYSTEM),
                        made.isEmpty() ? Optional.empty() : Optional.of(made.get(companyOf[i])));
            }
        }
    }

    private static int[] inTurn(int contacts, int companies) {
        return IntStream.range(0, contacts).map(contact -> contact % companies).toArray();
    }

    private static int[] shuffled(int[] places, long seed) {
        var random = new SplittableRandom(seed);
        for (int last = places.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int kept = places[last];
            places[last] = places[other];
            places[other] = kept;
        }
        return places;
    }

    private Company company(Publication publication) {
        long id = mautic.companies.nextId();
        return mautic.companies.put(new Company(id, publication,
                Map.of("companyname", "Établissements " + LAST_NAMES.get((int) (id % LAST_NAMES.size())) + " n° " + id,
                        "companycity", CITIES.get((int) (id % CITIES.size())), "companycountry", "France")));
    }

    private void contact(int index, Publication publication, Optional<Company> company) {
        long id = mautic.contacts.nextId();
        var first = FIRST_NAMES.get(index % FIRST_NAMES.size());
        var last = LAST_NAMES.get(index / FIRST_NAMES.size() % LAST_NAMES.size());
        var values = new HashMap<>(Map.of("firstname", first, "lastname", last, "email",
                "contact" + id + "@" + Integer.toString(index % 977, 36).toLowerCase(Locale.ROOT) + ".example", "city",
                CITIES.get(index % CITIES.size())));
        company.ifPresent(there -> values.put("company", there.name()));
        var links = company.stream()
                .map(there -> new Contact.CompanyLink(there.id(), publication.added(), true)).toList();
        mautic.contacts.put(
                Contact.created(id, publication, values).identifiedAt(publication.added()).withLinks(links));
    }
}
