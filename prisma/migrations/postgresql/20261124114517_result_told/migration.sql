-- AlterTable
ALTER TABLE "Application" ADD COLUMN     "resultToldAt" TIMESTAMP(3);

-- Results that have gone out already.
UPDATE "Application" SET "resultToldAt" = (
  SELECT max("OutboxItem"."sentAt") FROM "OutboxItem"
  WHERE "OutboxItem"."caseId" = "Application"."id" AND "OutboxItem"."status" = 'sent'
    AND "OutboxItem"."message" IN ('selected', 'not-selected')
)
WHERE "Application"."decision" IS NOT NULL;
