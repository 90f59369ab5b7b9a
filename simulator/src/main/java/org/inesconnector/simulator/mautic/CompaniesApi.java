package org.inesconnector.simulator.mautic;

import java.util.List;
import org.inesconnector.simulator.mautic.FieldGroups.Source;

/** {@code /api/companies}. */
final class CompaniesApi {

    private final Mautic mautic;
    private final CompanyActions companies;

    CompaniesApi(Mautic mautic, CompanyActions companies) {
        this.mautic = mautic;
        this.companies = companies;
    }

    Reply list(ApiCall call) {
        var conditions = Where.all(call);
        var matches = Where.all(conditions);
        var matching = candidates(conditions).stream().filter(company -> matches.test(
                column -> column.equals("id") ? Long.toString(company.id()) : company.value(column)))
                .toList();
        var map = Json.object();
        matching.stream().skip(call.number("start", 0)).limit(call.number("limit", 30)).forEach(company -> map
                .set(Long.toString(company.id()), mautic.companyJson.answer(company, Source.STORED)));
        var node = Json.object();
        node.put("total", Integer.toString(matching.size()));
        node.set("companies", mautic.version.map(map));
        return Reply.ok(node);
    }

    Reply get(ApiCall call) {
        return Reply.of("company", mautic.companyJson.answer(mautic.company(call.id()), Source.STORED));
    }

    Reply create(ApiCall call) {
        var given = values(call, false);
        var known = mautic.companies.findByName(given.byAlias().getOrDefault("companyname", ""));
        if (known.isPresent()) {
            var edited = companies.edit(known.get().id(), values(call, true), Author.API);
            return Reply.of("company", mautic.companyJson.answer(edited, Source.STORED));
        }
        if (given.byAlias().getOrDefault("companyname", "").isEmpty()) {
            throw ApiError.invalid("companyname", "companyname is required.");
        }
        return Reply.created(Reply.named("company",
                mautic.companyJson.answer(companies.create(given, Author.API), Source.FRESH)));
    }

    Reply edit(ApiCall call) {
        return Reply.of("company",
                mautic.companyJson.answer(companies.edit(call.id(), values(call, true), Author.API), Source.STORED));
    }

    Reply delete(ApiCall call) {
        var company = mautic.company(call.id());
        companies.delete(company.id(), Author.API);
        return Reply.of("company", mautic.companyJson.answer(company, Source.STORED).putNull("id"));
    }

    Reply addContact(ApiCall call) {
        companies.addContact(call.id(), call.id("contact"), Author.API);
        return Reply.success();
    }

    Reply removeContact(ApiCall call) {
        companies.removeContact(call.id(), call.id("contact"), Author.API);
        return Reply.success();
    }

    private List<Company> candidates(List<Where> conditions) {
        return conditions.stream().filter(where -> where.is("id", "in")).findFirst()
                .map(where -> mautic.companies.withIds(where.ids()))
                .orElseGet(mautic.companies::all);
    }

    private Values values(ApiCall call, boolean exists) {
        return Values.overApi(mautic.fields.publishedOf(Fields.COMPANY), call.body(), exists);
    }
}
