"""What open contracting data consists of: the members of each object, and the closed code lists.

A member is ``name``, ``name*`` where it has to be there, and ``name:type``: an object's name, a
``[list]`` of one, a ``#code list``, or one of date (a full date-time), uri, num, int, bool, id
(text or whole number), obj, any. Without a type it is text. What is not listed is an extension.
Source: the release schema of the Open Contracting Data Standard 1.1 (Apache-2.0), its facts.
"""

from __future__ import annotations

OBJECTS: dict[str, str] = {
    "Package": """
        uri*:uri version* publishedDate*:date publisher*:Publisher license:uri
        publicationPolicy:uri extensions:[str] releases*:[Release]
    """,
    "Publisher": """
        name* scheme uid uri:uri
    """,
    "Release": """
        ocid* id* date*:date publisher:Identifier tag*:[#releaseTag]
        initiationType*:#initiationType parties:[Organization] buyer:OrganizationReference
        planning:Planning tender:Tender awards:[Award] contracts:[Contract] language
        relatedProcesses:[RelatedProcess] links:[Link]
    """,
    "Planning": """
        id rationale budget:Budget project:Project finalStatus:#planningFinalStatus
        finalStatusDetails finalStatusDate:date documents:[Document] milestones:[Milestone]
    """,
    "Tender": """
        id*:id identifiers:[SimpleIdentifier] title description status:#tenderStatus
        finalStatus:#tenderFinalStatus finalStatusDetails finalStatusDate:date
        procuringEntity:OrganizationReference items:[Item] value:Value minValue:Value
        maximumValue:Value deliveryLocations:[Location] deliveryAddresses:[Address]
        procurementMethod:#method procurementMethodDetails procurementMethodRationale
        mainProcurementCategory:#procurementCategory additionalProcurementCategories:[str]
        awardCriteria awardCriteriaDetails submissionMethod:[str] submissionMethodDetails
        submissionTerms:SubmissionTerms datePublished:date expressionOfInterestDeadline:date
        tenderPeriod:Period enquiryPeriod:Period hasEnquiries:bool eligibilityCriteria
        exclusionGrounds:ExclusionGrounds selectionCriteria:SelectionCriteria
        awardPeriod:Period standstillPeriod:Period contractPeriod:Period numberOfTenderers:int
        tenderers:[OrganizationReference] documents:[Document] milestones:[Milestone]
        amendments:[Amendment] amendment:Amendment
    """,
    "Award": """
        id*:id title description status:#awardStatus finalStatus:#awardFinalStatus
        finalStatusDetails finalStatusDate:date date:date datePublished:date value:Value
        maximumValue:Value estimatedValue:Value suppliers:[OrganizationReference] items:[Item]
        contractPeriod:Period documents:[Document] amendments:[Amendment] amendment:Amendment
    """,
    "Contract": """
        id*:id identifiers:[SimpleIdentifier] awardID*:id title description
        status:#contractStatus finalStatus:#contractFinalStatus finalStatusDetails
        finalStatusDate:date dateSigned:date value:Value maximumValue:Value
        estimatedValue:Value items:[Item] period:Period documents:[Document]
        implementation:Implementation relatedProcesses:[RelatedProcess] milestones:[Milestone]
        amendments:[Amendment] amendment:Amendment
    """,
    "Implementation": """
        transactions:[Transaction] milestones:[Milestone] documents:[Document]
    """,
    "Milestone": """
        id*:id title type description code dueAfterDate:date dueDate:date dateMet:date
        dateModified:date status:#milestoneStatus documents:[Document] value:Value
    """,
    "Document": """
        id*:id documentType title description url:uri datePublished:date dateModified:date
        format languages:[str] language relatedItems:[str]
    """,
    "Budget": """
        id:id description amount:Value project projectID:id uri:uri source:uri
    """,
    "Transaction": """
        id*:id source:uri date:date value:Value payer:OrganizationReference
        payee:OrganizationReference uri:uri amount:Value providerOrganization:Identifier
        receiverOrganization:Identifier
    """,
    "OrganizationReference": """
        name id:id identifier:Identifier address:Address additionalIdentifiers:[Identifier]
        contactPoint:ContactPoint
    """,
    "Organization": """
        name id identifier:Identifier additionalIdentifiers:[Identifier] address:Address
        contactPoint:ContactPoint roles:[str] details:obj
    """,
    "Item": """
        id*:id description classification:Classification
        additionalClassifications:[Classification] quantity:num unit:Unit
        immediateContainer:ImmediateContainer deliveryLocations:[Location]
        deliveryAddresses:[Address]
    """,
    "Amendment": """
        date:date rationale id description amendsReleaseID releaseID changes:[str]
    """,
    "Classification": """
        scheme id:id description uri:uri
    """,
    "Identifier": """
        scheme id:id legalName uri:uri
    """,
    "Location": """
        description geometry:obj gazetteer:obj uri:uri
    """,
    "Address": """
        streetAddress locality region postalCode country:#country countryName description
    """,
    "ContactPoint": """
        name email telephone faxNumber url:uri
    """,
    "Value": """
        amount:num amountNet:num amountGross:num currency:#currency
    """,
    "Period": """
        startDate:date endDate:date maxExtentDate:date durationInDays:int
    """,
    "RelatedProcess": """
        id relationship:[str] title scheme identifier uri:uri
    """,
    "Unit": """
        scheme id name value:Value uri:uri
    """,
    "ImmediateContainer": """
        name capacity:Quantity
    """,
    "Quantity": """
        unit:SimpleUnit value:any
    """,
    "SimpleUnit": """
        scheme id
    """,
    "Link": """
        rel href:uri
    """,
    "SimpleIdentifier": """
        scheme id
    """,
    "SubmissionTerms": """
        electronicSubmissionPolicy:#permission
    """,
    "ExclusionGrounds": """
        description
    """,
    "SelectionCriteria": """
        description
    """,
    "Project": """
        id title description totalValue:Value uri:uri sector:Classification
        additionalClassifications:[Classification] locations:[Location]
    """,
}

CODES: dict[str, str] = {
    "initiationType": "tender",
    "planningFinalStatus": "cancelled unsuccessful",
    "tenderStatus": "planning planned active complete cancelled unsuccessful withdrawn",
    "tenderFinalStatus": "complete cancelled unsuccessful",
    "method": "open selective limited direct",
    "procurementCategory": "goods services works",
    "awardStatus": "pending active cancelled unsuccessful",
    "awardFinalStatus": "complete cancelled unsuccessful",
    "contractStatus": "pending active terminated cancelled",
    "contractFinalStatus": "complete incomplete cancelled unsuccessful",
    "milestoneStatus": "scheduled met notMet partiallyMet",
    "permission": "required allowed notAllowed",
    "releaseTag": """
        planning planningUpdate tender tenderAmendment tenderUpdate tenderCancellation award
        awardUpdate awardCancellation contract contractUpdate contractAmendment
        implementation implementationUpdate contractTermination compiled
    """,
}
"""Closed lists: any other value is an error."""
