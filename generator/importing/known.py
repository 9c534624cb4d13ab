"""Exports that are known by the names of their columns, as those products write them.

Each field of ours has the names that a table may give its column: first the label of a report or
list, then the name in the programming interface, which full exports use.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.import_mapping import ImportedKind

FIELDS: Mapping[ImportedKind, Mapping[str, str]] = {
    "account": {
        "external_id": "its id in the other system, by which it is found again",
        "id": "our id of the account",
        "name": "the name people use",
        "owner": "who of our people answers for it",
        "parent": "id in the other system of the account it is part of",
        "parent_name": "name of the account it is part of",
        "tier": "global, national, key or standard",
        "status": "draft, active, candidate or retired",
        "sector": "the customer's sector",
        "structure": "how our team is organised: single, hierarchical or matrix",
        "currency": "currency of all its amounts",
        "summary": "who the customer is",
    },
    "post": {
        "external_id": "the contact's id in the other system, by which the post is found again",
        "account": "id in the other system of the account",
        "account_name": "name of the account",
        "function": "the job title, which becomes the post",
        "area": "the customer's department",
        "reports_to": "id in the other system of the contact above",
        "power": "low, medium or high",
        "interest": "low, medium or high",
        "first_name": "never written; a title that holds it is refused",
        "last_name": "never written; a title that holds it is refused",
        "full_name": "never written; a title that holds it is refused",
    },
    "opportunity": {
        "external_id": "its id in the other system, by which it is found again",
        "account": "id in the other system of the account",
        "account_name": "name of the account",
        "what": "what it is called",
        "need": "which need of the customer it serves",
        "stage": "identified, qualified, proposed, negotiating, won or lost",
        "outcome": "open, won or lost, where another column than the stage says so",
        "amount": "what it would bring a year, in revenue",
        "currency": "currency of the amount",
        "probability": "how likely we win it",
        "closes": "the day the customer decides",
        "next_step": "the next step",
        "owner": "who of our people takes it",
        "full_name": "their contact, never written; an opportunity called by it is refused",
    },
}
"""The fields that a column may become, by what a row is."""

NEEDED: Mapping[ImportedKind, str] = {"account": "name", "post": "function", "opportunity": "what"}
"""The field without which there is nothing to write."""

NAMES_OF_PEOPLE = ("first_name", "last_name", "full_name")

FIRST_OF_SEVERAL = ("account", "account_name", "outcome", *NAMES_OF_PEOPLE)
"""Fields for which a table may have several columns: the first of their names counts."""

_SALESFORCE_STAGES = {
    "prospecting": "identified",
    "qualification": "qualified",
    "needs analysis": "qualified",
    "value proposition": "qualified",
    "id. decision makers": "qualified",
    "perception analysis": "qualified",
    "proposal/price quote": "proposed",
    "negotiation/review": "negotiating",
    "closed won": "won",
    "closed lost": "lost",
}

_HUBSPOT_STAGES = {
    "appointment scheduled": "identified",
    "qualified to buy": "qualified",
    "presentation scheduled": "qualified",
    "decision maker bought-in": "proposed",
    "contract sent": "negotiating",
    "closed won": "won",
    "closed lost": "lost",
}

_DYNAMICS_STAGES = {
    "qualify": "identified",
    "develop": "qualified",
    "propose": "proposed",
    "close": "negotiating",
}

_DYNAMICS_OUTCOMES = {
    "in progress": "open",
    "on hold": "open",
    "canceled": "lost",
    "cancelled": "lost",
    "out-sold": "lost",
}

_COMPANY_OF_HUBSPOT = {
    "account": (
        "Associated Company IDs (Primary)",
        "Primary Associated Company ID",
        "associatedcompanyid",
        "Associated Company IDs",
    ),
    "account_name": (
        "Associated Company (Primary)",
        "Associated Company Names (Primary)",
        "Primary Company",
        "Associated Company",
        "Company name",
        "company",
    ),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """An export of one product.

    ``marks``: names of columns, at least one of each group of which has to be there.
    """

    title: str
    system: str
    kind: ImportedKind
    columns: Mapping[str, tuple[str, ...]]
    marks: tuple[tuple[str, ...], ...]
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


KNOWN = (
    Layout(
        "Salesforce Contact",
        "salesforce",
        "post",
        {
            "external_id": ("Contact ID", "Id"),
            "account": ("Account ID", "AccountId"),
            "account_name": ("Account Name",),
            "function": ("Title",),
            "area": ("Department",),
            "reports_to": ("Reports To ID", "ReportsToId"),
            "first_name": ("First Name", "FirstName"),
            "last_name": ("Last Name", "LastName"),
            "full_name": ("Full Name", "Contact Name", "Name"),
        },
        (
            ("Title",),
            ("Account ID", "AccountId", "Account Name"),
            ("Last Name", "LastName", "Contact ID", "ReportsToId"),
        ),
    ),
    Layout(
        "Salesforce Opportunity",
        "salesforce",
        "opportunity",
        {
            "external_id": ("Opportunity ID", "Id"),
            "account": ("Account ID", "AccountId"),
            "account_name": ("Account Name",),
            "what": ("Opportunity Name", "Name"),
            "stage": ("Stage", "StageName"),
            "amount": ("Amount",),
            "currency": ("Amount Currency", "Opportunity Currency", "CurrencyIsoCode"),
            "probability": ("Probability (%)", "Probability"),
            "closes": ("Close Date", "CloseDate"),
            "next_step": ("Next Step", "NextStep"),
            "owner": ("Opportunity Owner", "Owner", "OwnerId"),
        },
        (("Stage", "StageName"), ("Close Date", "CloseDate"), ("Opportunity Name", "Name")),
        values={"stage": _SALESFORCE_STAGES},
    ),
    Layout(
        "Salesforce Account",
        "salesforce",
        "account",
        {
            "external_id": ("Account ID", "Id"),
            "name": ("Account Name", "Name"),
            "owner": ("Account Owner", "OwnerId"),
            "parent": ("Parent Account ID", "ParentId"),
            "parent_name": ("Parent Account",),
            "sector": ("Industry",),
            "currency": ("Account Currency", "CurrencyIsoCode"),
        },
        (("Account ID", "Id"), ("Account Name", "Name"), ("Account Owner", "OwnerId")),
        links={"Website": ("Website",)},
    ),
    Layout(
        "HubSpot contacts",
        "hubspot",
        "post",
        {
            "external_id": ("Record ID", "Contact ID", "hs_object_id"),
            **_COMPANY_OF_HUBSPOT,
            "function": ("Job Title", "jobtitle"),
            "area": ("Department",),
            "first_name": ("First Name", "firstname"),
            "last_name": ("Last Name", "lastname"),
            "full_name": ("Full Name",),
        },
        (
            ("Record ID", "Contact ID", "hs_object_id"),
            ("Job Title", "jobtitle"),
            ("Last Name", "lastname", "First Name", "firstname", "Contact owner"),
        ),
    ),
    Layout(
        "HubSpot deals",
        "hubspot",
        "opportunity",
        {
            "external_id": ("Record ID", "Deal ID", "hs_object_id"),
            **_COMPANY_OF_HUBSPOT,
            "what": ("Deal Name", "dealname"),
            "stage": ("Deal Stage", "dealstage"),
            "amount": ("Amount",),
            "currency": ("Currency", "deal_currency_code"),
            "probability": ("Deal probability", "hs_deal_stage_probability"),
            "closes": ("Close Date", "closedate"),
            "next_step": ("Next step", "hs_next_step"),
            "owner": ("Deal owner", "hubspot_owner_id"),
            "full_name": ("Associated Contact", "Associated Contact Names"),
        },
        (
            ("Record ID", "Deal ID", "hs_object_id"),
            ("Deal Name", "dealname"),
            ("Deal Stage", "dealstage"),
        ),
        values={
            "stage": {
                **_HUBSPOT_STAGES,
                "decision maker bought in": "proposed",
                **{
                    "".join(filter(str.isalpha, each)): ours
                    for each, ours in _HUBSPOT_STAGES.items()
                },
            }
        },
    ),
    Layout(
        "HubSpot companies",
        "hubspot",
        "account",
        {
            "external_id": ("Record ID", "Company ID", "hs_object_id"),
            "name": ("Company name", "name"),
            "owner": ("Company owner", "hubspot_owner_id"),
            "parent": ("Parent Company ID", "hs_parent_company_id"),
            "parent_name": ("Parent Company",),
            "sector": ("Industry",),
            "currency": ("Company Currency", "hs_currency"),
        },
        (
            ("Record ID", "Company ID", "hs_object_id"),
            ("Company name", "name"),
            ("Company owner", "hubspot_owner_id", "Company Domain Name", "domain"),
        ),
        links={"Website": ("Website URL", "website", "Company Domain Name", "domain")},
    ),
    Layout(
        "Dynamics 365 contacts",
        "dynamics",
        "post",
        {
            "external_id": ("(Do Not Modify) Contact", "contactid"),
            "account": ("_parentcustomerid_value", "parentcustomerid"),
            "account_name": ("Company Name", "Account Name", "parentcustomeridname"),
            "function": ("Job Title", "jobtitle"),
            "area": ("Department",),
            "first_name": ("First Name", "firstname"),
            "last_name": ("Last Name", "lastname"),
            "full_name": ("Full Name", "fullname"),
        },
        (("(Do Not Modify) Contact", "contactid"), ("Job Title", "jobtitle")),
    ),
    Layout(
        "Dynamics 365 opportunities",
        "dynamics",
        "opportunity",
        {
            "external_id": ("(Do Not Modify) Opportunity", "opportunityid"),
            "account": (
                "_customerid_value",
                "customerid",
                "_parentaccountid_value",
                "parentaccountid",
            ),
            "account_name": ("Potential Customer", "Account", "customeridname", "Account Name"),
            "what": ("Topic", "name"),
            "need": ("Customer Need", "customerneed"),
            "stage": ("Sales Stage", "salesstage", "Pipeline Phase", "stepname"),
            "outcome": ("Status", "statecode", "Status Reason", "statuscode"),
            "amount": ("Est. Revenue", "estimatedvalue"),
            "currency": ("Currency", "transactioncurrencyid"),
            "probability": ("Probability", "closeprobability"),
            "closes": ("Est. Close Date", "estimatedclosedate"),
            "owner": ("Owner", "ownerid"),
            "full_name": ("Contact", "parentcontactidname"),
        },
        (("(Do Not Modify) Opportunity", "opportunityid"), ("Topic", "name")),
        values={
            "stage": {
                **_DYNAMICS_STAGES,
                **{
                    f"{number}-{each}": ours
                    for number, (each, ours) in enumerate(_DYNAMICS_STAGES.items(), 1)
                },
            },
            "outcome": _DYNAMICS_OUTCOMES,
        },
    ),
    Layout(
        "Dynamics 365 accounts",
        "dynamics",
        "account",
        {
            "external_id": ("(Do Not Modify) Account", "Account", "accountid"),
            "name": ("Account Name", "name"),
            "owner": ("Owner", "ownerid"),
            "parent": ("_parentaccountid_value", "parentaccountid"),
            "parent_name": ("Parent Account",),
            "sector": ("Industry", "industrycode"),
            "currency": ("Currency", "transactioncurrencyid"),
        },
        (("(Do Not Modify) Account", "accountid"), ("Account Name", "name")),
        links={"Website": ("Website", "websiteurl")},
    ),
)
"""The exports, those first whose columns another one has as well."""

_OUR_PERSON = ("Responsible", "Account Manager", "Verantwortlich", "Betreuer", "Zuständig")

_NUMBER_OF_CUSTOMER = ("Customer no.", "Customer number", "Kundennr.", "Kundennummer", "Debitor")

OTHER_LABELS: Mapping[ImportedKind, Mapping[str, tuple[str, ...]]] = {
    "account": {
        "external_id": _NUMBER_OF_CUSTOMER,
        "name": ("Customer", "Customer Name", "Kunde", "Kundenname", "Firma", "Unternehmen"),
        "owner": _OUR_PERSON,
        "sector": ("Branche",),
        "currency": ("Währung",),
    },
    "post": {
        "external_id": ("Kontaktnr.",),
        "account": _NUMBER_OF_CUSTOMER,
        "account_name": ("Firma", "Kunde"),
        "function": ("Position", "Funktion"),
        "area": ("Abteilung",),
        "first_name": ("Vorname",),
        "last_name": ("Nachname",),
        "full_name": ("Contact", "Ansprechpartner"),
    },
    "opportunity": {
        "external_id": ("Chancennr.",),
        "account": _NUMBER_OF_CUSTOMER,
        "account_name": ("Customer", "Kunde", "Firma"),
        "what": ("Verkaufschance", "Chance", "Bezeichnung"),
        "stage": ("Phase",),
        "amount": ("Betrag", "Auftragswert"),
        "currency": ("Währung",),
        "probability": ("Wahrscheinlichkeit",),
        "closes": ("Abschlussdatum", "Abschluss"),
        "next_step": ("Nächster Schritt",),
        "owner": _OUR_PERSON,
        "full_name": ("Contact Name", "Ansprechpartner"),
    },
}
"""Labels that other exports have for a field, in English and German: for a proposal that a reader
looks at, and never taken without one."""
