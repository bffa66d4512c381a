-- AlterTable
ALTER TABLE "Address" ADD COLUMN     "aliasAt" TIMESTAMP(3),
ADD COLUMN     "aliasBy" TEXT;

-- AlterTable
ALTER TABLE "Agreement" ADD COLUMN     "executedSha256" TEXT,
ADD COLUMN     "inboundMailId" TEXT,
ADD COLUMN     "returnedAt" TIMESTAMP(3),
ADD COLUMN     "rowVersion" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "signedSha256" TEXT;

-- AlterTable
ALTER TABLE "Application" ADD COLUMN     "candidateFeeWaivedAt" TIMESTAMP(3),
ADD COLUMN     "candidateFeeWaivedBy" TEXT,
ADD COLUMN     "candidateFeeWaivedReason" TEXT,
ADD COLUMN     "feeWaivedReason" TEXT,
ADD COLUMN     "orientationBy" TEXT,
ADD COLUMN     "orientationHow" TEXT,
ADD COLUMN     "orientationMissedAt" TIMESTAMP(3),
ADD COLUMN     "qualifiedAt" TIMESTAMP(3),
ADD COLUMN     "qualifiedBy" TEXT;

-- AlterTable
ALTER TABLE "Credential" ADD COLUMN     "removedAt" TIMESTAMP(3),
ADD COLUMN     "removedBy" TEXT;

-- AlterTable
ALTER TABLE "InboundMail" ADD COLUMN     "rawErasedAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "OutboxItem" ADD COLUMN     "attachments" JSONB;

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "certificateName" TEXT,
ADD COLUMN     "erasedAt" TIMESTAMP(3),
ADD COLUMN     "listing" JSONB,
ADD COLUMN     "mailHeldAt" TIMESTAMP(3),
ADD COLUMN     "mailHeldBy" TEXT,
ADD COLUMN     "mailHeldReason" TEXT,
ADD COLUMN     "mergedIntoId" TEXT,
ADD COLUMN     "unlistedAt" TIMESTAMP(3),
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Submission" ADD COLUMN     "elsewhereBy" TEXT,
ADD COLUMN     "elsewhereNote" TEXT,
ALTER COLUMN "inboundMailId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Term" ADD COLUMN     "qispLostAt" TIMESTAMP(3),
ADD COLUMN     "waivers" JSONB;

-- CreateTable
CREATE TABLE "PersonMerge" (
    "id" TEXT NOT NULL,
    "fromId" TEXT NOT NULL,
    "intoId" TEXT NOT NULL,
    "moved" JSONB NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "undoneAt" TIMESTAMP(3),
    "undoneBy" TEXT,

    CONSTRAINT "PersonMerge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NotSame" (
    "kind" TEXT NOT NULL,
    "one" TEXT NOT NULL,
    "other" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "NotSame_pkey" PRIMARY KEY ("kind","one","other")
);

-- CreateTable
CREATE TABLE "AudienceMember" (
    "programme" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "name" TEXT,
    "importedAt" TIMESTAMP(3) NOT NULL,
    "importedBy" TEXT NOT NULL,

    CONSTRAINT "AudienceMember_pkey" PRIMARY KEY ("programme","audience","address")
);

-- CreateTable
CREATE TABLE "OptOut" (
    "programme" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "how" TEXT NOT NULL,
    "by" TEXT,
    "inboundMailId" TEXT,

    CONSTRAINT "OptOut_pkey" PRIMARY KEY ("programme","address")
);

-- CreateTable
CREATE TABLE "Certificate" (
    "id" TEXT NOT NULL,
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
    "issuedAt" TIMESTAMP(3) NOT NULL,
    "issuedBy" TEXT NOT NULL,
    "supersededBy" TEXT,
    "supersededAt" TIMESTAMP(3),
    "revokedAt" TIMESTAMP(3),
    "revokedBy" TEXT,
    "revokedReason" TEXT,

    CONSTRAINT "Certificate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PublishedList" (
    "programme" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "entries" JSONB NOT NULL,
    "publishedAt" TIMESTAMP(3) NOT NULL,
    "publishedBy" TEXT NOT NULL,

    CONSTRAINT "PublishedList_pkey" PRIMARY KEY ("programme","version")
);

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

-- CreateIndex
CREATE INDEX "Person_mergedIntoId_idx" ON "Person"("mergedIntoId");

-- AddForeignKey
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_termId_fkey" FOREIGN KEY ("termId") REFERENCES "Term"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
