-- AlterTable
ALTER TABLE "Address" ADD COLUMN "aliasAt" DATETIME;
ALTER TABLE "Address" ADD COLUMN "aliasBy" TEXT;

-- AlterTable
ALTER TABLE "Application" ADD COLUMN "candidateFeeWaivedAt" DATETIME;
ALTER TABLE "Application" ADD COLUMN "candidateFeeWaivedBy" TEXT;
ALTER TABLE "Application" ADD COLUMN "candidateFeeWaivedReason" TEXT;
ALTER TABLE "Application" ADD COLUMN "feeWaivedReason" TEXT;
ALTER TABLE "Application" ADD COLUMN "orientationBy" TEXT;
ALTER TABLE "Application" ADD COLUMN "orientationHow" TEXT;
ALTER TABLE "Application" ADD COLUMN "orientationMissedAt" DATETIME;
ALTER TABLE "Application" ADD COLUMN "qualifiedAt" DATETIME;
ALTER TABLE "Application" ADD COLUMN "qualifiedBy" TEXT;

-- AlterTable
ALTER TABLE "Credential" ADD COLUMN "removedAt" DATETIME;
ALTER TABLE "Credential" ADD COLUMN "removedBy" TEXT;

-- AlterTable
ALTER TABLE "InboundMail" ADD COLUMN "rawErasedAt" DATETIME;

-- AlterTable
ALTER TABLE "OutboxItem" ADD COLUMN "attachments" JSONB;

-- AlterTable
ALTER TABLE "Term" ADD COLUMN "qispLostAt" DATETIME;
ALTER TABLE "Term" ADD COLUMN "waivers" JSONB;

-- CreateTable
CREATE TABLE "PersonMerge" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "fromId" TEXT NOT NULL,
    "intoId" TEXT NOT NULL,
    "moved" JSONB NOT NULL,
    "by" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "undoneAt" DATETIME,
    "undoneBy" TEXT
);

-- CreateTable
CREATE TABLE "NotSame" (
    "kind" TEXT NOT NULL,
    "one" TEXT NOT NULL,
    "other" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("kind", "one", "other")
);

-- CreateTable
CREATE TABLE "AudienceMember" (
    "programme" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "name" TEXT,
    "importedAt" DATETIME NOT NULL,
    "importedBy" TEXT NOT NULL,

    PRIMARY KEY ("programme", "audience", "address")
);

-- CreateTable
CREATE TABLE "OptOut" (
    "programme" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "how" TEXT NOT NULL,
    "by" TEXT,
    "inboundMailId" TEXT,

    PRIMARY KEY ("programme", "address")
);

-- CreateTable
CREATE TABLE "Certificate" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" TEXT NOT NULL,
    "programme" TEXT NOT NULL,
    "termId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "organisation" TEXT,
    "startsOn" TEXT NOT NULL,
    "endsOn" TEXT NOT NULL,
    "issuedOn" TEXT NOT NULL,
    "documentSha256" TEXT NOT NULL,
    "issuedAt" DATETIME NOT NULL,
    "issuedBy" TEXT NOT NULL,
    "supersededBy" TEXT,
    "supersededAt" DATETIME,
    "revokedAt" DATETIME,
    "revokedBy" TEXT,
    "revokedReason" TEXT,
    CONSTRAINT "Certificate_termId_fkey" FOREIGN KEY ("termId") REFERENCES "Term" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PublishedList" (
    "programme" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "entries" JSONB NOT NULL,
    "publishedAt" DATETIME NOT NULL,
    "publishedBy" TEXT NOT NULL,

    PRIMARY KEY ("programme", "version")
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Agreement" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "programme" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "sentAt" DATETIME,
    "signedAt" DATETIME,
    "countersignedAt" DATETIME,
    "countersignedBy" TEXT,
    "inboundMailId" TEXT,
    "signedSha256" TEXT,
    "executedSha256" TEXT,
    "returnedAt" DATETIME,
    "rowVersion" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Agreement_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Agreement" ("countersignedAt", "countersignedBy", "id", "personId", "programme", "sentAt", "signedAt", "version") SELECT "countersignedAt", "countersignedBy", "id", "personId", "programme", "sentAt", "signedAt", "version" FROM "Agreement";
DROP TABLE "Agreement";
ALTER TABLE "new_Agreement" RENAME TO "Agreement";
CREATE UNIQUE INDEX "Agreement_personId_programme_version_key" ON "Agreement"("personId", "programme", "version");
CREATE TABLE "new_Person" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "organisation" TEXT,
    "slackUserId" TEXT,
    "createdAt" DATETIME NOT NULL,
    "certificateName" TEXT,
    "listing" JSONB,
    "unlistedAt" DATETIME,
    "mailHeldAt" DATETIME,
    "mailHeldBy" TEXT,
    "mailHeldReason" TEXT,
    "mergedIntoId" TEXT,
    "erasedAt" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 0
);
INSERT INTO "new_Person" ("createdAt", "id", "name", "organisation", "slackUserId") SELECT "createdAt", "id", "name", "organisation", "slackUserId" FROM "Person";
DROP TABLE "Person";
ALTER TABLE "new_Person" RENAME TO "Person";
CREATE INDEX "Person_slackUserId_idx" ON "Person"("slackUserId");
CREATE INDEX "Person_mergedIntoId_idx" ON "Person"("mergedIntoId");
CREATE TABLE "new_Submission" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "applicationId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "inboundMailId" TEXT,
    "elsewhereBy" TEXT,
    "elsewhereNote" TEXT,
    "receivedAt" DATETIME NOT NULL,
    "statedAt" DATETIME,
    "complete" BOOLEAN NOT NULL,
    "timeliness" TEXT NOT NULL,
    "findings" JSONB NOT NULL,
    "mails" INTEGER NOT NULL DEFAULT 1,
    "parts" JSONB,
    "partsOf" INTEGER,
    CONSTRAINT "Submission_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Submission" ("applicationId", "complete", "findings", "id", "inboundMailId", "mails", "number", "parts", "partsOf", "receivedAt", "statedAt", "timeliness") SELECT "applicationId", "complete", "findings", "id", "inboundMailId", "mails", "number", "parts", "partsOf", "receivedAt", "statedAt", "timeliness" FROM "Submission";
DROP TABLE "Submission";
ALTER TABLE "new_Submission" RENAME TO "Submission";
CREATE UNIQUE INDEX "Submission_applicationId_number_key" ON "Submission"("applicationId", "number");
CREATE UNIQUE INDEX "Submission_inboundMailId_applicationId_key" ON "Submission"("inboundMailId", "applicationId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "PersonMerge_fromId_idx" ON "PersonMerge"("fromId");

-- CreateIndex
CREATE INDEX "PersonMerge_intoId_idx" ON "PersonMerge"("intoId");

-- CreateIndex
CREATE INDEX "NotSame_other_idx" ON "NotSame"("other");

-- CreateIndex
CREATE INDEX "AudienceMember_programme_address_idx" ON "AudienceMember"("programme", "address");

-- CreateIndex
CREATE UNIQUE INDEX "Certificate_number_key" ON "Certificate"("number");

-- CreateIndex
CREATE INDEX "Certificate_termId_idx" ON "Certificate"("termId");

-- CreateIndex
CREATE INDEX "Certificate_personId_idx" ON "Certificate"("personId");

-- CreateIndex
CREATE INDEX "Certificate_programme_idx" ON "Certificate"("programme");
